// @ts-check
import { performCall } from '../page/api.js'
import { byId, el } from '../page/dom.js'
import { plural } from '../page/format.js'
import { dataSection } from './data.js'
import { refreshSettings, settingsSection } from './settings.js'

/** Everything that an account has beside its contacts and companies. */

const agents = el('div', { class: 'table' })
const contactFields = el('div', { class: 'table' })
const companyFields = el('div', { class: 'table' })

byId('account-view').append(
  settingsSection,
  dataSection,
  section('agents', 'Agents', agents),
  section('contact-fields', 'Contact fields', contactFields),
  section('company-fields', 'Company fields', companyFields),
)

/** @param {string} name @param {string} title @param {Node} content */
function section(name, title, content) {
  const id = `${name}-title`
  return el('section', { class: 'wide', 'aria-labelledby': id }, el('h2', { id }, title), content)
}

/** Reads the account anew while it is shown. */
export async function refreshAccount() {
  await refreshSettings()
  const [people, forContacts, forCompanies] = await Promise.all([
    performCall('GET', '/api/v2/agents?per_page=100'),
    performCall('GET', '/api/v2/contact_fields'),
    performCall('GET', '/api/v2/company_fields'),
  ])
  show(agents, ['Name', 'Email', 'Title', 'Access', 'Id'], people.map(toAgentLine))
  show(contactFields, FIELD_HEADS, forContacts.map(toFieldLine))
  show(companyFields, FIELD_HEADS, forCompanies.map(toFieldLine))
}

const FIELD_HEADS = ['Key in the API', 'Label', 'Kind', 'Type', 'Required']

/** The role of agents who may read and not write. */
const READ_ONLY_ROLE = 72000120002

/** @param {any} agent */
const toAgentLine = ({ id, contact, role_ids: roles }) => [
  contact.name,
  contact.email,
  contact.job_title,
  roles.includes(READ_ONLY_ROLE) ? 'reads only' : 'full',
  String(id),
]

/** @param {any} field */
const toFieldLine = ({ name, label, type, default: isDefault, required_for_agents: required, choices }) => [
  isDefault ? name : `custom_fields.${name}`,
  label,
  isDefault ? 'default' : 'custom',
  isDefault ? '' : toType(type, choices),
  required ? 'yes' : '',
]

/** @param {string} type @param {unknown} choices */
const toType = (type, choices) =>
  type.replace(/^custom_/, '') + (type === 'custom_dropdown' && Array.isArray(choices) ? `: ${choices.join(', ')}` : '')

/** @param {HTMLElement} place @param {string[]} heads @param {(string | null)[][]} lines */
function show(place, heads, lines) {
  const text = JSON.stringify(lines)
  if (place.dataset.shown === text) return
  place.dataset.shown = text
  const body = lines.map(line => el('tr', {}, ...line.map(value => el('td', {}, value ?? ''))))
  place.replaceChildren(
    el(
      'table',
      { class: 'plain' },
      el('caption', { class: 'unseen' }, plural(lines.length, 'row')),
      el('thead', {}, el('tr', {}, ...heads.map(head => el('th', { scope: 'col' }, head)))),
      el('tbody', {}, ...body),
    ),
  )
}
