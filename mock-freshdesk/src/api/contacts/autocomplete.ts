import type { Contact } from '../../store/records'
import { validationFailed } from '../errors'
import { text } from '../json'
import { ok, type Result } from '../result'
import type { Call } from '../route'
import { missing } from '../validate'

const MAX_FOUND = 30

/**
 * GET /contacts/autocomplete?term=: a word of the name, or the e-mail, begins with the term; case
 * does not count.
 */
export function autocompleteContacts({ account, query }: Call): Result {
  const term = query.get('term')?.trim().toLowerCase()
  if (!term) return validationFailed([missing('term', 'It should be a/an String')])
  // Of several words the first is looked up, and the name must hold them all in a row.
  const [first = ''] = term.split(/\s+/)
  const found = new Set<Contact>()
  for (const { key, row } of account.store.contactsByWord.from(first)) {
    if (!key.startsWith(first) || found.size === MAX_FOUND) break
    if (first === term || ` ${row.name.toLowerCase().replace(/\s+/g, ' ')}`.includes(` ${term}`)) found.add(row)
  }
  return ok(`[${[...found].map(({ id, name }) => `{"id":${id},"name":${text(name)}}`).join(',')}]`)
}
