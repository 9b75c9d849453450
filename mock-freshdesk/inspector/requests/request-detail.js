// @ts-check
import { call } from './api.js'
import { copyButton } from './copy.js'
import { toCurl } from './curl.js'
import { fields, openDetail } from './detail.js'
import { el } from './dom.js'
import { duration, family, legible, reason, timeOfDay } from './format.js'
import { codeBlock } from './json.js'
import { go } from './router.js'

// Whether headers are unfolded is kept from one request to the next.
const unfolded = { Request: false, Response: false }

/** @param {string} id @param {{ focus: boolean, signal: AbortSignal }} options */
export async function showRequest(id, { focus, signal }) {
  const entry = await call('GET', `/requests/${encodeURIComponent(id)}`, { signal })
  openDetail({
    title: `${entry.method} ${entry.path}`,
    actions: [copyButton('Copy as curl', () => toCurl(entry), 'The curl line is copied. Put your API key in.', '')],
    content: [summary(entry), notes(entry), part('Request', entry.request), responsePart(entry)],
    onClose: () => go('requests'),
    focus,
  })
}

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
      ` ${timeOfDay(entry.loggedDate)} UTC, took ${duration(entry.durationMs)}`,
      entry.account && entry.account !== 'default' ? `, account ${entry.account}` : null,
    ),
    query ? el('code', { class: 'query' }, legible(query)) : null,
  )
}

/** @param {any} entry */
function notes(entry) {
  const lines = [...(entry.fault ? [faultNote(entry)] : []), ...entry.notes]
  return lines.length > 0 && el('div', { class: 'callouts' }, ...lines.map(line => el('p', { class: 'callout' }, line)))
}

/** @param {any} entry */
function faultNote({ fault, request }) {
  if (fault === 'x-mock-fault') return `Changed because of its header X-Mock-Fault: ${request.headers['x-mock-fault']}.`
  if (fault !== 'magic-email') return `Changed by fault ${fault}.`
  const [word = ''] = /\+\w+(?=@)/.exec(request.body) ?? []
  return `Changed because of its address (${word}).`
}

/** @param {any} entry */
const responsePart = entry =>
  entry.response
    ? part('Response', entry.response)
    : el(
        'section',
        {},
        el('h3', {}, 'Response'),
        el('p', { class: 'hint' }, 'The connection ended without a response.'),
      )

/**
 * @param {'Request' | 'Response'} name
 * @param {{ headers: Record<string, string | string[]>, body: unknown }} message
 */
function part(name, { headers, body }) {
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
    text ? codeBlock(text, `${name} body`) : el('p', { class: 'hint' }, 'No body.'),
    folded,
  )
}
