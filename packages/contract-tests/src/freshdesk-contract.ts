import type { Account } from './contract/account'
import { agents } from './contract/agents'
import { companies } from './contract/companies'
import { conflicts } from './contract/conflicts'
import { contactJson } from './contract/contact-json'
import { contactsCreate } from './contract/contacts-create'
import { contactsDelete } from './contract/contacts-delete'
import { contactsList } from './contract/contacts-list'
import { contactsRefused } from './contract/contacts-refused'
import { contactsUpdate } from './contract/contacts-update'
import { createDesk } from './contract/desk'
import { errors } from './contract/errors'
import { fields } from './contract/fields'
import { limits } from './contract/limits'
import { search } from './contract/search'
import { wire } from './contract/wire'

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
  agents,
  wire,
]

/**
 * What is known of the Freshdesk API, as tests that any server can be held to: the mock, and a real
 * account. Each rests on recorded traffic, logged answers, the official documentation, or what
 * several clients agree on; nothing here is a guess. It takes away all that it made, also when
 * tests fail.
 */
export function describeFreshdesk(account: Account) {
  describe(account.name, () => {
    const desk = createDesk(account)
    afterAll(desk.cleanUp)
    for (const theme of THEMES) theme(desk)
  })
}
