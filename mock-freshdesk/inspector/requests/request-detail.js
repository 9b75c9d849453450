// @ts-check
import { call } from '../page/api.js'
import { copyButton } from '../page/copy.js'
import { fields, openDetail } from '../page/detail.js'
import { el } from '../page/dom.js'
import { codeBlock } from '../page/json.js'
import { go } from '../page/router.js'
import { showComparison } from './compare.js'
import { takeCompared, toActions } from './request-actions.js'
import { toSummary } from './request-summary.js'

// Whether headers are unfolded is kept from one request to the next.
const unfolded = { Request: false, Response: false }

/**
 * @param {string} id
 * @param {{ focus: boolean, again?: boolean, signal: AbortSignal, compare?: string }} options
 */
export async function showRequest(id, { focus, signal, compare = '' }) {
  if (compare) return showComparison(compare, id, { focus, signal })
  const other = takeCompared(id)
  if (other) return go('requests', id, { replace: true, more: { compare: other } })
  const entry = await call('GET', `/requests/${encodeURIComponent(id)}`, { signal })
  openDetail({
    title: `${entry.method} ${entry.path}`,
    actions: toActions(entry),
    content: [...toSummary(entry), part('Request', entry.request, entry), responsePart(entry)],
    onClose: () => go('requests'),
    focus,
  })
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
