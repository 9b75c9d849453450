// @ts-check

import { openFaultForm } from '../controls/fault-form.js'
import { call } from '../page/api.js'
import { copyButton } from '../page/copy.js'
import { fields, openDetail } from '../page/detail.js'
import { el } from '../page/dom.js'
import { family, legible, reason, timeOfDay } from '../page/format.js'
import { codeBlock } from '../page/json.js'
import { linkTo, recordLink } from '../page/links.js'
import { attempt, say } from '../page/notice.js'
import { go } from '../page/router.js'
import { showComparison } from './compare.js'
import { toCurl } from './curl.js'
import { toDuration, toSentence } from './request-row.js'
import { showRequestsAbout } from './requests.js'

// Whether headers are unfolded is kept from one request to the next.
const unfolded = { Request: false, Response: false }

/** The request that the next one opened is compared with. */
let comparing = ''

/**
 * @param {string} id
 * @param {{ focus: boolean, again?: boolean, signal: AbortSignal, compare?: string }} options
 */
export async function showRequest(id, { focus, signal, compare = '' }) {
  if (compare) return showComparison(compare, id, { focus, signal })
  if (comparing && comparing !== id) {
    const other = comparing
    comparing = ''
    return go('requests', id, { replace: true, more: { compare: other } })
  }
  const entry = await call('GET', `/requests/${encodeURIComponent(id)}`, { signal })
  openDetail({
    title: `${entry.method} ${entry.path}`,
    actions: actions(entry),
    content: [summary(entry), notes(entry), facts(entry), part('Request', entry.request, entry), responsePart(entry)],
    onClose: () => go('requests'),
    focus,
  })
}

/** @param {any} entry */
const actions = entry => [
  copyButton('Copy as curl', () => toCurl(entry), 'The curl line is copied. Put your API key in.', ''),
  el(
    'button',
    {
      type: 'button',
      title: 'Sends the request once more, with its own key',
      onclick: attempt(async () => {
        const { id } = await call('POST', `/requests/${entry.id}/resend`, { query: { account: undefined } })
        go('requests', id)
        say(`Sent again: this is request ${id}.`)
      }),
    },
    'Send again',
  ),
  el('button', { type: 'button', onclick: () => openFaultForm(toMatch(entry)) }, 'Make this fail next time…'),
  el('button', { type: 'button', onclick: () => startComparing(entry.id) }, 'Compare…'),
]

/** @param {string} id */
function startComparing(id) {
  comparing = id
  say(`Choose the request to compare with request ${id} in the list.`, {
    label: 'Cancel',
    run: () => {
      comparing = ''
    },
  })
  // On a phone the detail covers the list.
  if (!document.getElementById('requests')?.offsetParent) go('requests')
}

/**
 * The requests like this one: the same method and path, and the person of a create.
 * @param {any} entry
 */
const toMatch = ({ method, path, whom, request }) => ({
  method,
  path,
  bodyContains: whom && request.body.includes(whom) ? whom : '',
})

/** @param {any} entry */
function summary(entry) {
  const query = entry.url.includes('?') ? entry.url.slice(entry.url.indexOf('?')) : ''
  return el(
    'div',
    { class: 'summary' },
    el(
      'p',
      {},
      el(
        'span',
        { class: `chip ${family(entry.status)}` },
        entry.status === null ? 'No response' : `${entry.status} ${reason(entry.status)}`,
      ),
      ` ${timeOfDay(entry.loggedDate)} UTC, ${entry.hanging ? 'the client is waiting' : `took ${toDuration(entry)}`}`,
      entry.account && entry.account !== 'default' ? `, account ${entry.account}` : null,
    ),
    query ? el('code', { class: 'query' }, legible(query)) : null,
  )
}

/** Why it was refused, and whatever the mock noticed. @param {any} entry */
function notes(entry) {
  const lines = [...(entry.error ? [toSentence(entry.error)] : []), ...(entry.fault ? [faultNote(entry)] : [])]
  const callouts = [...lines.map(line => [line]), ...entry.notes.map(withLink)]
  return (
    callouts.length > 0 &&
    el('div', { class: 'callouts' }, ...callouts.map(line => el('p', { class: 'callout' }, ...line)))
  )
}

/** A note names the request that it is about. @param {string} note */
function withLink(note) {
  const [text, id] = /request (\d+)/.exec(note) ?? []
  if (text === undefined || id === undefined) return [note]
  const at = note.indexOf(text)
  return [note.slice(0, at), linkTo('requests', id, text), note.slice(at + text.length)]
}

/** @param {any} entry */
function faultNote({ fault, request }) {
  if (fault === 'x-mock-fault') return `Changed because of its header X-Mock-Fault: ${request.headers['x-mock-fault']}.`
  if (fault !== 'magic-email') return `Changed by fault ${fault}.`
  const [word = ''] = /\+\w+(?=@)/.exec(request.body) ?? []
  return `Changed because of its address (${word}).`
}

/** Whom it concerns, with the ways to the records. @param {any} entry */
function facts({ whom, record, holder, identities = [], request }) {
  const [identity] = identities
  const [, resentFrom] = /^(\d+);/.exec(request.headers['x-mock-resent-from'] ?? '') ?? []
  const about = el(
    'button',
    { type: 'button', class: 'link', onclick: () => showRequestsAbout(identity) },
    'All requests about this person',
  )
  const pairs = /** @type {[string, Node | string][]} */ ([
    ...(whom ? [['Whom', el('span', {}, whom, identity ? ' · ' : null, identity ? about : null)]] : []),
    ...(record ? [['Record', recordLink(record)]] : []),
    ...(holder && holder !== record ? [['Held by', recordLink(holder)]] : []),
    ...(resentFrom ? [['Sent again from', linkTo('requests', resentFrom, `request ${resentFrom}`)]] : []),
  ])
  return pairs.length > 0 && fields(pairs)
}

/** @param {any} entry */
const responsePart = entry =>
  entry.response
    ? part('Response', entry.response, entry)
    : el(
        'section',
        {},
        el('h3', {}, 'Response'),
        el(
          'p',
          { class: 'hint' },
          entry.hanging ? 'The client still waits for a response.' : 'The connection ended without a response.',
        ),
      )

/**
 * @param {'Request' | 'Response'} name
 * @param {{ headers: Record<string, string | string[]>, body: unknown }} message
 * @param {{ record?: string }} entry
 */
function part(name, { headers, body }, { record }) {
  const text = typeof body === 'string' ? body : body === null || body === undefined ? '' : JSON.stringify(body)
  const pairs = Object.entries(headers ?? {})
  const folded = el(
    'details',
    {
      open: unfolded[name],
      ontoggle: (/** @type {any} */ event) => {
        unfolded[name] = event.target.open
      },
    },
    el('summary', {}, `Headers `, el('span', { class: 'count' }, String(pairs.length))),
    fields(pairs),
  )
  return el(
    'section',
    {},
    el(
      'div',
      { class: 'heading' },
      el('h3', {}, name),
      text ? copyButton('Copy body', () => text, `The ${name.toLowerCase()} body is copied.`) : null,
    ),
    text ? codeBlock(text, `${name} body`, record) : el('p', { class: 'hint' }, 'No body.'),
    folded,
  )
}
