// @ts-check
import { el } from '../page/dom.js'

/** @param {any} contact */
export function drawRow(contact) {
  const tags = contact.tags ?? []
  return {
    name: [contact.name, contact.email].filter(Boolean).join(', '),
    cells: [
      el(
        'td',
        { class: 'name' },
        el('button', { type: 'button', class: 'open' }, contact.name ?? '–'),
        contact.deleted ? el('span', { class: 'tag fault' }, 'deleted') : null,
      ),
      cell('email', contact.email),
      cell('phone', contact.phone ?? contact.mobile),
      cell('external', contact.unique_external_id),
      el(
        'td',
        { class: 'tags' },
        ...tags.slice(0, 2).map((/** @type {unknown} */ tag) => el('span', { class: 'tag' }, String(tag))),
        tags.length > 2 ? `+${tags.length - 2}` : null,
      ),
      el('td', { class: 'number time' }, toMinute(contact.updated_at)),
    ],
  }
}

/** @param {string | undefined} iso */
const toMinute = (iso = '') => iso.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, '')

/** @param {string} name @param {unknown} value */
const cell = (name, value) => el('td', { class: name, title: value || null }, value ? String(value) : null)
