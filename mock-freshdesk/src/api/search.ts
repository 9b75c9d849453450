import type { Resource } from './call'
import { searchContacts } from './contacts/search'

/** /search/contacts. */
export const search: Resource = {
  contacts: { GET: { handle: searchContacts, query: ['query', 'page'] } },
}
