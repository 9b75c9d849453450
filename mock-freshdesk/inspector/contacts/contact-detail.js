// @ts-check
import { callForText, parse } from './api.js'
import { copyButton } from './copy.js'
import { fields, openDetail } from './detail.js'
import { byId, el } from './dom.js'
import { codeBlock } from './json.js'
import { searchRequests } from './requests.js'
import { go } from './router.js'

let shown = { id: '', json: '' }

/**
 * @param {string} id
 * @param {{ focus: boolean, again?: boolean, signal: AbortSignal }} options `again` when it is open
 *   already, and drawn anew only if it has changed
 */
export async function showContact(id, { focus, again, signal }) {
  const json = await callForText('GET', `/contacts/${encodeURIComponent(id)}`, { signal })
  if (again && shown.id === id && shown.json === json) return
  shown = { id, json }
  const contact = parse(json)
  const { tags = [], custom_fields: custom = {}, ...rest } = contact
  openDetail({
    title: contact.name ?? `Contact ${contact.id}`,
    actions: [
      copyButton('Copy JSON', () => json, 'The contact is copied.', ''),
      el('button', { type: 'button', onclick: () => toRequests(contact) }, 'Its requests'),
    ],
    content: [
      section(
        'Tags',
        tags.length > 0
          ? el(
              'p',
              { class: 'tags' },
              ...tags.map((/** @type {unknown} */ tag) => el('span', { class: 'tag' }, String(tag))),
            )
          : none('No tags.'),
      ),
      section(
        'Custom fields',
        Object.keys(custom).length > 0 ? fields(Object.entries(custom)) : none('The account defines none.'),
      ),
      section('Fields', fields(Object.entries(rest))),
      el('details', {}, el('summary', {}, 'JSON'), codeBlock(json, 'Contact as JSON')),
    ],
    onClose: () => go('contacts'),
    focus,
  })
}

/** @param {any} contact */
function toRequests(contact) {
  searchRequests(String(contact.id))
  go('requests')
  byId('requests-filters').elements.text.focus()
}

/** @param {string} title @param {Node} content */
const section = (title, content) => el('section', {}, el('h3', {}, title), content)

/** @param {string} text */
const none = text => el('p', { class: 'hint' }, text)
