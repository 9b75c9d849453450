import { Collection, type View } from './collection'
import { FieldCollection } from './field-collection'
import { Index } from './index-view'
import type { Agent, Company, Contact, ContactState } from './records'
import { SortedRows } from './sorted-rows'

/** Where numbering starts in an account whose seed gives no ids. Freshdesk's own ids have 11 or 12 digits. */
export const FIRST_IDS = { user: 72_009_990_001, company: 72_000_990_001, field: 72_000_110_001 }

export type LastIds = Record<keyof typeof FIRST_IDS, number>

/** Everything one account keeps, with the look-ups its API needs. */
export type Store = ReturnType<typeof createStore>

export function createStore() {
  const contacts = new Collection<Contact>()
  const companies = new Collection<Company>()
  const agents = new Collection<Agent>()
  const contactFields = new FieldCollection()
  const companyFields = new FieldCollection()
  const last = { user: 0, company: 0, field: 0 }
  let lastAtMark = last
  const collections = { agents, contactFields, companyFields, companies, contacts }
  const contactView = lazyViews(contacts)
  const companyView = lazyViews(companies)

  return {
    ...collections,
    collections,
    contactsBy: {
      // Every create asks these two; the others wait until somebody asks.
      address: contacts.keep(new Index<Contact>(['email', 'other_emails'], addressesOf)),
      unique_external_id: contacts.keep(new Index<Contact>(['unique_external_id'], row => row.unique_external_id)),
      get phone() {
        return contactView('phone', () => new Index<Contact>(['phone'], row => row.phone))
      },
      get mobile() {
        return contactView('mobile', () => new Index<Contact>(['mobile'], row => row.mobile))
      },
      get twitter_id() {
        return contactView('twitter_id', () => new Index<Contact>(['twitter_id'], row => row.twitter_id))
      },
      get company_id() {
        return contactView('company_id', () => new Index<Contact>(['company_id'], row => row.company_id))
      },
    },
    /** An index that only some requests need: made when first asked for, kept in step from then on. */
    contactIndex: (name: string, make: () => Index<Contact>) => contactView(`index ${name}`, make),
    /** The contacts in each state, by name. */
    contactsByName: {
      get live() {
        return contactView('live', () => namesOfContacts('live'))
      },
      get deleted() {
        return contactView('deleted', () => namesOfContacts('deleted'))
      },
      get blocked() {
        return contactView('blocked', () => namesOfContacts('blocked'))
      },
    },
    /** Live contacts by each word of their names, and by their addresses. */
    get contactsByWord() {
      return contactView('words', () => new SortedRows<Contact>(['name', 'email', 'state'], wordsOfContact))
    },
    companiesBy: {
      name: companies.keep(new Index<Company>(['name'], row => row.name.toLowerCase())),
      domain: companies.keep(new Index<Company>(['domains'], row => row.domains)),
    },
    get companiesByName() {
      return companyView('names', () => new SortedRows<Company>(['name'], row => row.name.toLowerCase()))
    },
    get companiesByWord() {
      return companyView('words', () => new SortedRows<Company>(['name'], row => wordsOf(row.name)))
    },
    agentsBy: {
      email: agents.keep(new Index<Agent>(['email'], row => row.email)),
      api_key: agents.keep(new Index<Agent>(['api_key'], row => row.api_key)),
    },
    /** Contacts and agents are both users and share one numbering. */
    nextId(kind: keyof typeof FIRST_IDS): number {
      last[kind] = Math.max(last[kind] + 1, FIRST_IDS[kind])
      return last[kind]
    },
    /** The highest ids given so far. */
    get lastIds(): LastIds {
      return { ...last }
    },
    /** Ids up to this one are never given again, whatever becomes of their rows. */
    reserve(kind: keyof typeof FIRST_IDS, id: number) {
      if (id > last[kind]) last[kind] = id
    },
    clear() {
      for (const collection of Object.values(collections)) collection.clear()
      last.user = last.company = last.field = 0
    },
    /** What is here now is what `revert` leads back to. */
    setMark() {
      for (const collection of Object.values(collections)) collection.setMark()
      lastAtMark = { ...last }
    },
    revert() {
      for (const collection of Object.values(collections)) collection.revert()
      Object.assign(last, lastAtMark)
    },
  }
}

/** Views that cost nothing until they are first asked for. A name always stands for one kind of view. */
function lazyViews<T extends { id: number }>(collection: Collection<T>) {
  const made = new Map<string, View<T>>()
  return <V extends View<T>>(name: string, make: () => V): V => {
    const known = made.get(name)
    if (known) return known as V
    const view = collection.keep(make())
    made.set(name, view)
    return view
  }
}

const addressesOf = ({ email, other_emails }: Contact) =>
  other_emails.length === 0 ? email : email === null ? other_emails : [email, ...other_emails]

const namesOfContacts = (state: ContactState) =>
  new SortedRows<Contact>(['name', 'state'], row => (row.state === state ? row.name.toLowerCase() : undefined))

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
