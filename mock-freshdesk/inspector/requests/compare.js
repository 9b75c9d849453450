// @ts-check
import { call } from '../page/api.js'
import { openDetail } from '../page/detail.js'
import { el } from '../page/dom.js'
import { dateTime, plural, reason } from '../page/format.js'
import { go, toAddress } from '../page/router.js'
import { toDuration } from './request-row.js'

/** @typedef {Map<string, string>} Facts names and values, as texts */

/** Headers that differ between any two responses. */
const ALWAYS_NEW = /^(?:date|x-request-id|x-ratelimit-\w+(?:-\w+)?)$/i

/**
 * Shows two requests beside each other: first where they differ, then what they share, folded.
 * @param {string} leftId @param {string} rightId
 * @param {{ focus: boolean, signal: AbortSignal }} options
 */
export async function showComparison(leftId, rightId, { focus, signal }) {
  const read = (/** @type {string} */ id) => call('GET', `/requests/${encodeURIComponent(id)}`, { signal })
  const [left, right] = await Promise.all([read(leftId), read(rightId)])
  const parts = [
    section('Overview', toOverview(left), toOverview(right)),
    section('Request body', flatten(left.request.body), flatten(right.request.body)),
    section('Response body', flatten(left.response?.body ?? ''), flatten(right.response?.body ?? '')),
    section('Request headers', toHeaders(left.request), toHeaders(right.request)),
    section('Response headers', toHeaders(left.response), toHeaders(right.response)),
  ]
  openDetail({
    title: `Request ${left.id} and request ${right.id}`,
    actions: [el('button', { type: 'button', onclick: () => go('requests', right.id) }, 'Stop comparing')],
    content: [
      el(
        'p',
        { class: 'versus' },
        el('a', { href: toAddress('requests', left.id) }, `Request ${left.id}`),
        el('a', { href: toAddress('requests', right.id) }, `Request ${right.id}`),
      ),
      ...parts,
    ],
    onClose: () => go('requests'),
    focus,
  })
}

/** @param {any} entry @returns {Facts} */
const toOverview = entry =>
  new Map([
    ['Status', entry.status === null ? 'no response' : `${entry.status} ${reason(entry.status)}`],
    ['Method', entry.method],
    ['URL', entry.url],
    ['Time', `${dateTime(Date.parse(entry.loggedDate))} UTC`],
    ['Took', toDuration(entry)],
    ['Account', entry.account],
    ['Fault', entry.fault ?? ''],
    ['Notes', entry.notes.join(' ')],
  ])

/** @param {{ headers: Record<string, string | string[]> } | null} message @returns {Facts} */
const toHeaders = message =>
  new Map(
    Object.entries(message?.headers ?? {})
      .filter(([name]) => !ALWAYS_NEW.test(name))
      .map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]),
  )

/** The values of a JSON body by their paths: `custom_fields.signup_method`. @param {string} text */
export function flatten(text) {
  const facts = /** @type {Facts} */ (new Map())
  /** @param {string} path @param {any} value @param {number} depth */
  function walk(path, value, depth) {
    if (typeof value !== 'object' || value === null || depth > 20)
      facts.set(path, typeof value === 'string' ? value : JSON.stringify(value))
    else if (Object.keys(value).length === 0) facts.set(path, Array.isArray(value) ? '[]' : '{}')
    else
      for (const [key, inner] of Object.entries(value)) {
        const step = Array.isArray(value) ? `[${key}]` : path === '' ? key : `.${key}`
        walk(path + step, inner, depth + 1)
      }
  }
  if (text === '') return facts
  try {
    walk('', JSON.parse(text), 0)
  } catch {
    facts.set('text', text.slice(0, 2000))
  }
  return facts
}

/** @param {string} title @param {Facts} left @param {Facts} right */
function section(title, left, right) {
  const names = [...new Set([...left.keys(), ...right.keys()])]
  const lines = names.map(name => ({ name, left: left.get(name), right: right.get(name) }))
  const different = lines.filter(line => line.left !== line.right)
  const same = lines.filter(line => line.left === line.right && line.left !== '')
  if (lines.length === 0) return false
  return el(
    'section',
    {},
    el('h3', {}, title, ' ', el('span', { class: 'count' }, plural(different.length, 'difference'))),
    different.length > 0 ? table(title, different) : null,
    same.length > 0
      ? el(
          'details',
          {},
          el('summary', {}, `${plural(same.length, 'value')} the same`),
          table(`${title}, the same`, same),
        )
      : null,
  )
}

/** @param {string} label @param {{ name: string, left?: string, right?: string }[]} lines */
const table = (label, lines) =>
  el(
    'div',
    { class: 'comparison', role: 'table', 'aria-label': label },
    ...lines.map(({ name, left, right }) =>
      el(
        'div',
        { role: 'row' },
        el('span', { role: 'rowheader' }, name),
        el('span', { role: 'cell', class: left === undefined ? 'blank' : null }, left ?? 'absent'),
        el('span', { role: 'cell', class: right === undefined ? 'blank' : null }, right ?? 'absent'),
      ),
    ),
  )
