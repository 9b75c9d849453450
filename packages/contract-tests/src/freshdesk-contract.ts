import type { Account } from './contract/account'
import { agents } from './contract/agents'
import { createApiClient } from './contract/api-client'
import { companies } from './contract/companies'
import { conflicts } from './contract/conflicts'
import { contactJson } from './contract/contact-json'
import { contactsCreate } from './contract/contacts-create'
import { contactsDelete } from './contract/contacts-delete'
import { contactsList } from './contract/contacts-list'
import { contactsRefused } from './contract/contacts-refused'
import { contactsUpdate } from './contract/contacts-update'
import { errors } from './contract/errors'
import { fields } from './contract/fields'
import { fieldsOf2026 } from './contract/fields-of-2026'
import { generations } from './contract/generations'
import { limits } from './contract/limits'
import { search } from './contract/search'
import { wire } from './contract/wire'
import { writesOf2026 } from './contract/writes-of-2026'

const THEMES = [
  contactJson,
  contactsCreate,
  contactsRefused,
  contactsList,
  contactsUpdate,
  contactsDelete,
  conflicts,
  errors,
  limits,
  search,
  companies,
  fields,
  generations,
  fieldsOf2026,
  writesOf2026,
  agents,
  wire,
]

/**
 * The known facts about the Freshdesk API, as tests that run against the mock and a real account.
 * Each fact has a source: recorded traffic, logged responses, the official documentation, or the
 * code of several clients. No fact is a guess. The tests delete what they create, also when they
 * fail.
 */
export function describeFreshdesk(account: Account) {
  describe(account.name, () => {
    const apiClient = createApiClient(account)
    afterAll(apiClient.cleanUp)
    for (const theme of THEMES) theme(apiClient)
  })
}
