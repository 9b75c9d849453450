// @ts-check
import { fields } from '../page/detail.js'
import { el } from '../page/dom.js'
import { family, legible, reason, timeOfDay } from '../page/format.js'
import { linkTo, recordLink } from '../page/links.js'
import { toDuration, toSentence } from './request-row.js'
import { showRequestsAbout } from './requests.js'

/** Status and time, why it was refused, and whom it concerns. @param {any} entry */
export const toSummary = entry => [summary(entry), notes(entry), facts(entry)]

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
  const lines = [...toErrors(entry).map(toSentence), ...(entry.fault ? [faultNote(entry)] : [])]
  const callouts = [...lines.map(line => [line]), ...entry.notes.map(withLink)]
  return (
    callouts.length > 0 &&
    el('div', { class: 'callouts' }, ...callouts.map(line => el('p', { class: 'callout' }, ...line)))
  )
}

/**
 * A list shows the first error and the number of the others; here each error has a line.
 * @param {any} entry
 * @returns {any[]}
 */
function toErrors({ error, response }) {
  if (!error?.more) return error ? [error] : []
  try {
    return JSON.parse(response.body).errors
  } catch {
    return [error]
  }
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
