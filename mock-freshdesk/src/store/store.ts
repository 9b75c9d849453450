import type { Generation } from '../generations/generation'
import { toSortKey } from '../generations/names'
import { InvalidInput } from '../validation/invalid-input'
import type { Collection, Row, View } from './collection'
import type { CollectionDefinition, IdSeries, Rows } from './collection-definition'
import { agentCollection } from './collections/agents'
import { companyCollection } from './collections/companies'
import { contactCollection } from './collections/contacts'
import { companyFieldCollection, contactFieldCollection } from './collections/fields'
import { Index } from './index-view'
import type { Agent, Company, Contact, ContactState } from './records'
import { SortedRows } from './sorted-rows'

/** The last id of each series, by its name. */
export type LastIds = Readonly<Record<string, number>>

/** All data of one account, and the look-ups that its API needs. */
export type Store = ReturnType<typeof createStore>

/** An empty store with one collection for each definition. */
export function createStore(definitions: readonly CollectionDefinition[]) {
  const collections = new Map(definitions.map(({ name, create }) => [name, create() as Collection<Row>]))
  const getCollection = <C>({ name }: { name: string; create(): C }) => collections.get(name) as C
  const agents = getCollection(agentCollection)
  const contactFields = getCollection(contactFieldCollection)
  const companyFields = getCollection(companyFieldCollection)
  const companies = getCollection(companyCollection)
  const contacts = getCollection(contactCollection)
  const last = new Map<string, number>()
  let lastAtMark = new Map(last)
  const contactView = lazyViews(contacts)
  const companyView = lazyViews(companies)

  return {
    definitions,
    agents,
    contactFields,
    companyFields,
    companies,
    contacts,
    /** The collection of a definition: `store.of(ticketCollection)`. */
    of: getCollection,
    /** A collection by its name. Throws InvalidInput when there is no such collection. */
    get(name: string): Collection<Row> {
      const collection = collections.get(name)
      if (collection) return collection
      const names = [...collections.keys()].join(', ')
      throw new InvalidInput(`There is no collection ${JSON.stringify(name)}. There is: ${names}.`)
    },
    contactsBy: {
      // Every create uses these two. The others are built on first use.
      address: contacts.keep(new Index<Contact>(['email', 'other_emails'], getAddresses)),
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
      get social_handler() {
        return contactView('social_handler', () => new Index<Contact>(['social_handler'], row => row.social_handler))
      },
      get company_id() {
        return contactView('company_id', () => new Index<Contact>(['company_id'], row => row.company_id))
      },
    },
    /**
     * An index that only some requests need: made when first asked for, kept in step from then on.
     */
    contactIndex: (name: string, make: () => Index<Contact>) => contactView(`index ${name}`, make),
    /** The contacts in one state, in the order in which accounts of this generation list them. */
    contactsInOrder: (state: ContactState, generation: Generation) =>
      contactView(`${state} of ${generation.year}`, () => sortContacts(state, generation)),
    /** All contacts in the order of a column: made when first asked for. */
    contactsSortedBy: (column: string, make: () => SortedRows<Contact>) => contactView(`by ${column}`, make),
    /** Live contacts by each word of their names, and by their addresses. */
    get contactsByWord() {
      return contactView('words', () => new SortedRows<Contact>(['name', 'email', 'state'], getContactWords))
    },
    companiesBy: {
      name: companies.keep(new Index<Company>(['name'], row => row.name.toLowerCase())),
      domain: companies.keep(new Index<Company>(['domains'], row => row.domains)),
    },
    get companiesByName() {
      return companyView('names', () => new SortedRows<Company>(['name'], row => row.name.toLowerCase()))
    },
    get companiesByWord() {
      return companyView('words', () => new SortedRows<Company>(['name'], row => toWords(row.name)))
    },
    agentsBy: {
      email: agents.keep(new Index<Agent>(['email'], row => row.email)),
      api_key: agents.keep(new Index<Agent>(['api_key'], row => row.api_key)),
    },
    /** Gives the next id of a series. */
    nextId({ name, first }: IdSeries): number {
      const id = Math.max((last.get(name) ?? 0) + 1, first)
      last.set(name, id)
      return id
    },
    get lastIds(): LastIds {
      return Object.fromEntries(last)
    },
    /** Ids up to this one are never given again, not even after their rows are gone. */
    reserve(series: string, id: number) {
      if (id > (last.get(series) ?? 0)) last.set(series, id)
    },
    /** Replaces all rows. */
    fill(rows: Rows) {
      last.clear()
      for (const { name, ids } of definitions) {
        const collection = this.get(name)
        collection.clear()
        for (const row of rows[name] ?? []) {
          collection.add(row)
          this.reserve(ids.name, row.id)
        }
      }
    },
    /** Keeps the present data as that which `revert` returns to. */
    setMark() {
      for (const collection of collections.values()) collection.setMark()
      lastAtMark = new Map(last)
    },
    revert() {
      for (const collection of collections.values()) collection.revert()
      last.clear()
      for (const [series, id] of lastAtMark) last.set(series, id)
    },
  }
}

/**
 * Views that cost nothing until they are first asked for. A name always stands for one kind of
 * view.
 */
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

const getAddresses = ({ email, other_emails }: Contact) =>
  other_emails.length === 0 ? email : email === null ? other_emails : [email, ...other_emails]

const sortContacts = (state: ContactState, generation: Generation) =>
  new SortedRows<Contact>(['name', 'state'], row => (row.state === state ? toSortKey(row.name, generation) : undefined))

const toWords = (text: string) => [
  ...new Set(
    text
      .toLowerCase()
      .split(/\s+/)
      .filter(word => word !== ''),
  ),
]

function getContactWords({ state, name, email }: Contact): readonly string[] | undefined {
  if (state !== 'live') return undefined
  return email === null ? toWords(name) : [...toWords(name), email]
}
