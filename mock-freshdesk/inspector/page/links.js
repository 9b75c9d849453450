// @ts-check
import { el } from './dom.js'
import { toAddress } from './router.js'

/** What the page calls the records of a collection. An agent has no page. */
const NAMES = /** @type {Record<string, { view: string, one: string }>} */ ({
  contacts: { view: 'contacts', one: 'contact' },
  companies: { view: 'companies', one: 'company' },
})

/** @param {string} view @param {string} id @param {string} text */
export const linkTo = (view, id, text) => el('a', { href: toAddress(view, id) }, text)

/** A link to a record by its place in the API. @param {string} record such as `contacts/7` */
export function recordLink(record) {
  const [collection = '', id = ''] = record.split('/')
  const name = NAMES[collection]
  if (name) return linkTo(name.view, id, `${name.one} ${id}`)
  return collection === 'agents' ? linkTo('account', 'agents', `agent ${id}`) : record
}

/**
 * Where an id in a body leads.
 * @param {string} key the key before it
 * @param {string} id
 * @param {string} [record] the record that the body is about
 * @returns {string | undefined} the address of a record
 */
export function findAddress(key, id, record) {
  if (key === 'user_id') return toAddress('contacts', id)
  if (key === 'company_id') return toAddress('companies', id)
  const [collection = '', own] = record?.split('/') ?? []
  const name = NAMES[collection]
  return key === 'id' && own === id && name ? toAddress(name.view, id) : undefined
}
