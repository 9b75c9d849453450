// @ts-check
import { call, callForText, parse } from '../page/api.js'
import { copyButton } from '../page/copy.js'
import { fields, openDetail, openGone } from '../page/detail.js'
import { el } from '../page/dom.js'
import { codeBlock } from '../page/json.js'
import { linkTo } from '../page/links.js'
import { attempt } from '../page/notice.js'
import { go } from '../page/router.js'
import { showRequestsAbout } from '../requests/requests.js'
import { deleteContact, deleteForGood, restoreContact } from './contact-changes.js'
import { editContact } from './contact-form.js'

/** In the order in which a person reads a contact. */
const FIRST = [
  ['name', 'Name'],
  ['email', 'Email'],
  ['phone', 'Phone'],
  ['mobile', 'Mobile'],
  ['unique_external_id', 'External id'],
  ['id', 'Id'],
  ['job_title', 'Job title'],
  ['company_id', 'Company'],
]

let shown = { id: '', json: '' }

/**
 * @param {string} id
 * @param {{ focus: boolean, again?: boolean, signal: AbortSignal }} options `again` when it is open
 *   already, and drawn anew only if it has changed
 */
export async function showContact(id, { focus, again, signal }) {
  const json = await callForText('GET', `/contacts/${encodeURIComponent(id)}`, { signal }).catch(error => {
    if (error.status !== 404) throw error
    return ''
  })
  if (again && shown.id === id && shown.json === json) return
  const contact = json === '' ? undefined : parse(json)
  const company = await findCompany(contact?.company_id, signal)
  // Only now: what is overtaken before it is drawn is not shown.
  shown = { id, json }
  if (!contact) return showGone(id, focus)
  openDetail({
    title: contact.name ?? `Contact ${contact.id}`,
    actions: actions(contact, json),
    content: [
      ...content(contact, company),
      el('details', {}, el('summary', {}, 'JSON'), codeBlock(json, 'Contact as JSON')),
    ],
    onClose: () => go('contacts'),
    focus,
  })
}

/** @param {string} id @param {boolean} focus */
function showGone(id, focus) {
  openGone(
    `Contact ${id}`,
    `There is no contact ${id}. It was deleted for good, it became an agent, or the data was replaced since.`,
    {
      actions: [
        el(
          'button',
          { type: 'button', onclick: () => showRequestsAbout(`contacts/${id}`) },
          'Requests of this contact',
        ),
      ],
      onClose: () => go('contacts'),
      focus,
    },
  )
}

/** @param {any} contact @param {string} json */
const actions = (contact, json) => [
  ...(contact.deleted
    ? [button('Restore', () => restoreContact(contact)), button('Delete for good…', () => deleteForGood(contact))]
    : [button('Edit…', () => editContact(contact)), button('Delete', () => deleteContact(contact))]),
  button('Requests of this contact', () => showRequestsAbout(`contacts/${contact.id}`)),
  copyButton('Copy JSON', () => json, 'The contact is copied.', ''),
]

/** @param {string} label @param {() => unknown} run */
const button = (label, run) => el('button', { type: 'button', onclick: attempt(async () => run()) }, label)

/**
 * @param {number | null | undefined} id
 * @param {AbortSignal} signal
 * @returns {Promise<Node | undefined>} a link with the company's name
 */
async function findCompany(id, signal) {
  if (!id) return undefined
  const company = await call('GET', `/companies/${id}`, { signal }).catch(error => {
    // A seed may name a company that is not there.
    if (error.status !== 404) throw error
    return { name: `company ${id}` }
  })
  return linkTo('companies', String(id), company.name)
}

/** @param {any} contact @param {Node | undefined} company */
function content({ tags = [], custom_fields: custom = {}, ...contact }, company) {
  const first = FIRST.map(
    ([key = '', label = '']) =>
      /** @type {[string, unknown]} */ ([label, key === 'company_id' ? company : contact[key]]),
  )
  const known = new Set(FIRST.map(([key]) => key))
  const rest = Object.entries(contact).filter(([key]) => !known.has(key))
  const filled = rest.filter(([, value]) => !isEmpty(value))
  const empty = rest.filter(([, value]) => isEmpty(value))
  return [
    contact.deleted && el('p', { class: 'callout' }, 'This contact is deleted. It can be restored.'),
    fields(first),
    section(
      'Tags',
      tags.length > 0
        ? el(
            'p',
            { class: 'tags' },
            ...tags.map((/** @type {unknown} */ tag) => el('span', { class: 'tag' }, String(tag))),
          )
        : el('p', { class: 'hint' }, 'No tags.'),
    ),
    section(
      'Custom fields',
      Object.keys(custom).length > 0
        ? fields(Object.entries(custom))
        : el('p', { class: 'hint' }, 'The account defines none.'),
    ),
    section('More', fields(filled)),
    empty.length > 0 &&
      el(
        'details',
        {},
        el('summary', {}, 'Empty fields ', el('span', { class: 'count' }, String(empty.length))),
        fields(empty),
      ),
  ]
}

/** @param {unknown} value */
const isEmpty = value => value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** @param {string} title @param {Node} content */
const section = (title, content) => el('section', {}, el('h3', {}, title), content)
