import { Collection, Index } from './collection'
import { FieldCollection } from './field-collection'
import type { Agent, Company, Contact } from './records'
import { SortedRows } from './sorted-rows'

/** Everything one account keeps, with the look-ups its API needs. */
export type Store = ReturnType<typeof createStore>

/** Where numbering starts in an account whose seed gives no ids. Freshdesk's own ids have 11 or 12 digits. */
export const FIRST_IDS = { user: 72_009_990_001, company: 72_000_990_001, field: 72_000_110_001 }

export function createStore() {
  const contacts = new Collection<Contact>()
  const companies = new Collection<Company>()
  const agents = new Collection<Agent>()
  const contactFields = new FieldCollection()
  const companyFields = new FieldCollection()
  const last = { user: 0, company: 0, field: 0 }
  let contactWords: SortedRows<Contact> | undefined
  let companyWords: SortedRows<Company> | undefined
  const contactIndexes = new Map<string, Index<Contact>>()
  const collections = { agents, contactFields, companyFields, companies, contacts }

  return {
    ...collections,
    contactsBy: {
      address: contacts.keep(
        new Index<Contact>(['email', 'other_emails'], row =>
          row.other_emails.length === 0 ? row.email : row.email ? [row.email, ...row.other_emails] : row.other_emails,
        ),
      ),
      phone: contacts.keep(new Index<Contact>(['phone'], row => row.phone)),
      mobile: contacts.keep(new Index<Contact>(['mobile'], row => row.mobile)),
      twitter_id: contacts.keep(new Index<Contact>(['twitter_id'], row => row.twitter_id)),
      unique_external_id: contacts.keep(new Index<Contact>(['unique_external_id'], row => row.unique_external_id)),
      company_id: contacts.keep(new Index<Contact>(['company_id'], row => row.company_id)),
    },
    contactsByName: {
      live: contacts.keep(inOrderOfName('live')),
      deleted: contacts.keep(inOrderOfName('deleted')),
      blocked: contacts.keep(inOrderOfName('blocked')),
    },
    /** An index that only some requests need: made when first asked for, kept in step from then on. */
    contactIndex(name: string, make: () => Index<Contact>): Index<Contact> {
      const known = contactIndexes.get(name)
      if (known) return known
      const index = contacts.keep(make())
      contactIndexes.set(name, index)
      return index
    },
    /** Live contacts by each word of their names, and by their addresses. */
    get contactWords(): SortedRows<Contact> {
      contactWords ??= contacts.keep(new SortedRows<Contact>(['name', 'email', 'state'], wordsOfContact))
      return contactWords
    },
    get companyWords(): SortedRows<Company> {
      companyWords ??= companies.keep(new SortedRows<Company>(['name'], row => wordsOf(row.name)))
      return companyWords
    },
    companiesBy: {
      name: companies.keep(new Index<Company>(['name'], row => row.name.toLowerCase())),
      domain: companies.keep(new Index<Company>(['domains'], row => row.domains)),
    },
    companiesByName: companies.keep(new SortedRows<Company>(['name'], row => row.name.toLowerCase())),
    agentsBy: {
      email: agents.keep(new Index<Agent>(['email'], row => row.email)),
      api_key: agents.keep(new Index<Agent>(['api_key'], row => row.api_key)),
    },
    /** Contacts and agents are both users and share one numbering. */
    nextId(kind: keyof typeof FIRST_IDS): number {
      last[kind] = Math.max(last[kind] + 1, FIRST_IDS[kind])
      return last[kind]
    },
    /** Ids up to this one are never given again, whatever becomes of their rows. */
    reserve(kind: keyof typeof FIRST_IDS, id: number) {
      if (id > last[kind]) last[kind] = id
    },
    clear() {
      for (const collection of Object.values(collections)) collection.clear()
      last.user = last.company = last.field = 0
    },
  }
}

function inOrderOfName(state: Contact['state']) {
  return new SortedRows<Contact>(['name', 'state'], row => (row.state === state ? row.name.toLowerCase() : undefined))
}

const wordsOf = (text: string) => [
  ...new Set(
    text
      .toLowerCase()
      .split(/\s+/)
      .filter(word => word !== ''),
  ),
]

function wordsOfContact({ state, name, email }: Contact): readonly string[] | undefined {
  if (state !== 'live') return undefined
  return email === null ? wordsOf(name) : [...wordsOf(name), email]
}
