// @ts-check
import { performCall } from '../page/api.js'
import { ask } from '../page/dialog.js'
import { byId, el } from '../page/dom.js'
import { linkTo } from '../page/links.js'
import { attempt, say } from '../page/notice.js'
import { go } from '../page/router.js'

const TEXTS = [
  ['name', 'Name'],
  ['email', 'Email'],
  ['phone', 'Phone'],
  ['mobile', 'Mobile'],
  ['unique_external_id', 'External id'],
  ['job_title', 'Job title'],
  ['company_id', 'Company id'],
  ['address', 'Address'],
]

/** @param {any} contact */
export const editContact = contact =>
  openForm(`Edit ${contact.name}`, 'Save', contact, async body => {
    if (Object.keys(body).length === 0) return
    await performCall('PUT', `/api/v2/contacts/${contact.id}`, body)
    go('contacts', String(contact.id), { replace: true })
    say(`${body.name ?? contact.name} is saved.`)
  })

const addContact = () =>
  openForm('Add a contact', 'Add contact', {}, async body => {
    const contact = await performCall('POST', '/api/v2/contacts', body)
    go('contacts', String(contact.id))
    say(`${contact.name} is added.`)
  })

/**
 * @param {string} title
 * @param {string} confirm
 * @param {any} contact empty for a new one
 * @param {(body: any) => Promise<void>} save gets the values that differ from the contact
 */
async function openForm(title, confirm, contact, save) {
  const customFields = (await performCall('GET', '/api/v2/contact_fields')).filter(
    (/** @type {any} */ field) => !field.default,
  )
  const tags = (contact.tags ?? []).join(', ')
  const { form, problem } = ask({
    title,
    content: [
      el(
        'fieldset',
        { class: 'pairs' },
        el('legend', { class: 'unseen' }, 'Contact'),
        ...TEXTS.map(([name = '', label = '']) => field(name, label, contact[name])),
        el('label', { class: 'wide' }, 'Tags, between commas', input('tags', tags)),
      ),
      customFields.length > 0 &&
        el(
          'fieldset',
          { class: 'pairs' },
          el('legend', {}, 'Custom fields'),
          ...customFields.map((/** @type {any} */ custom) => customField(custom, contact.custom_fields?.[custom.name])),
        ),
    ],
    confirm,
    async onConfirm() {
      try {
        await save(readForm(form, contact, customFields, tags))
      } catch (error) {
        showErrors(problem, error)
        return false
      }
    },
  })
}

/** @param {string} name @param {unknown} value */
const input = (name, value) => el('input', { name, value: value ?? '', autocomplete: 'off', spellcheck: 'false' })

/** @param {string} name @param {string} label @param {unknown} value */
const field = (name, label, value) => el('label', {}, label, input(name, value))

/** @param {any} custom @param {unknown} value */
function customField({ name, label, type, choices }, value) {
  const key = `custom ${name}`
  const options =
    type === 'custom_checkbox'
      ? ['true', 'false']
      : type === 'custom_dropdown' && Array.isArray(choices)
        ? choices
        : undefined
  if (!options) return field(key, label, value)
  const select = el(
    'select',
    { name: key },
    el('option', { value: '' }, '–'),
    ...options.map(option => el('option', {}, option)),
  )
  select.value = String(value ?? '')
  return el('label', {}, label, select)
}

/** @param {any} form @param {any} contact @param {any[]} customFields @param {string} tags */
function readForm(form, contact, customFields, tags) {
  const body = /** @type {Record<string, unknown>} */ ({})
  const { elements } = form
  for (const [name = ''] of TEXTS) {
    const value = elements[name].value.trim()
    if (value !== String(contact[name] ?? '')) body[name] = toValue(name === 'company_id' ? 'custom_number' : '', value)
  }
  if (elements.tags.value.trim() !== tags)
    body.tags = elements.tags.value
      .split(',')
      .map((/** @type {string} */ tag) => tag.trim())
      .filter(Boolean)
  const custom = customFields.flatMap(({ name, type }) => {
    const { value } = elements[`custom ${name}`]
    return value === String(contact.custom_fields?.[name] ?? '') ? [] : [[name, toValue(type, value.trim())]]
  })
  if (custom.length > 0) body.custom_fields = Object.fromEntries(custom)
  return body
}

/** An empty text removes the value. @param {string} type @param {string} value */
function toValue(type, value) {
  if (value === '') return null
  if (type === 'custom_number' || type === 'custom_decimal') return Number.isNaN(Number(value)) ? value : Number(value)
  return type === 'custom_checkbox' ? value === 'true' : value
}

/**
 * Freshdesk's own errors, with a link to the contact that has the value.
 * @param {HTMLElement} problem
 * @param {any} error
 */
function showErrors(problem, error) {
  const errors = error.json?.errors ?? []
  if (errors.length === 0) problem.textContent = error.message
  else
    problem.replaceChildren(
      ...errors.map((/** @type {any} */ { field, message, code, additional_info: info }) =>
        el(
          'span',
          { class: 'line' },
          `${field}: ${message} (${code})`,
          info?.user_id ? ' – held by ' : null,
          info?.user_id ? linkTo('contacts', String(info.user_id), `contact ${info.user_id}`) : null,
        ),
      ),
    )
}

byId('contacts-add').addEventListener('click', attempt(addContact))
