import type { Account } from '../../accounts/account'
import { Index } from '../../store/index-view'
import type { Company, Contact } from '../../store/records'
import { COMPANY } from '../../store/seed'
import type { Call, Resource } from '../call'
import { missing } from '../checks'
import { text } from '../json'
import { PAGING, pageReply, readPaging } from '../pagination'
import { readSince, SINCE } from '../query'
import {
  created,
  type FieldError,
  NO_CONTENT,
  NOT_FOUND,
  NOTHING_TO_UPDATE,
  ok,
  type Reply,
  validationFailed,
} from '../reply'
import { readCompanyBody } from './body'
import { companyJson, listedCompany } from './json'

/** /companies and everything below it. */
export const companies: Resource = {
  '': { GET: { handle: list, query: [...PAGING, ...SINCE] }, POST: { handle: create, json: 'required' } },
  autocomplete: { GET: { handle: autocomplete, query: ['name'] } },
  ':id': { GET: { handle: view, query: [] }, PUT: { handle: update, json: 'required' }, DELETE: { handle: remove } },
}

function list(call: Call): Reply {
  const { account, query } = call
  const errors: FieldError[] = []
  const paging = readPaging(call, errors)
  const since = readSince(query, errors)
  if (errors.length > 0) return validationFailed(errors)
  const { offset, perPage } = paging
  const all = account.store.companiesByName
  const rows =
    since === undefined
      ? all.page(offset, perPage + 1)
      : [...all].filter(row => row.updated_at >= since).slice(offset, offset + perPage + 1)
  return pageReply(call, paging, rows, row => listedCompany(row, account))
}

function create({ account, body }: Call): Reply {
  const { store, clock } = account
  const { values, errors } = readCompanyBody(body, account)
  if (errors.length > 0) return validationFailed(errors)
  if (isTaken(values.name, account)) return NAME_TAKEN
  const now = clock.timestamp()
  const company = { ...COMPANY, name: '', ...values, id: store.nextId('company'), created_at: now, updated_at: now }
  store.companies.add(company)
  return created(companyJson(company, account), company.id)
}

function view({ account, id }: Call): Reply {
  const company = account.store.companies.get(id)
  return company ? ok(companyJson(company, account)) : NOT_FOUND
}

function update({ account, id, body }: Call): Reply {
  const { store, clock } = account
  const company = store.companies.get(id)
  if (company === undefined) return NOT_FOUND
  if (Object.keys(body).length === 0) return NOTHING_TO_UPDATE
  const { values, errors } = readCompanyBody(body, account, company)
  if (errors.length > 0) return validationFailed(errors)
  if (isTaken(values.name, account, company)) return NAME_TAKEN
  store.companies.update(company, { ...values, updated_at: clock.timestamp() })
  return ok(companyJson(company, account))
}

/** Its contacts stay, and belong to no company. */
function remove({ account, id }: Call): Reply {
  const { companies, contacts, contactsBy, contactIndex } = account.store
  const company = companies.get(id)
  if (company === undefined) return NOT_FOUND
  companies.remove(company)
  for (const contact of [...contactsBy.company_id.all(id)]) {
    contacts.update(contact, { company_id: null, view_all_tickets: null })
  }
  for (const contact of [...contactIndex('other companies', byOtherCompanies).all(id)]) {
    contacts.update(contact, { other_companies: contact.other_companies.filter(other => other.company_id !== id) })
  }
  return NO_CONTENT
}

const byOtherCompanies = () =>
  new Index<Contact>(['other_companies'], row => row.other_companies.map(({ company_id }) => company_id))

const MOST = 30

/** Fuzzy, as Freshdesk's: whatever shares the beginning of a word is found, what shares most words comes first. */
function autocomplete({ account, query }: Call): Reply {
  const words = query.get('name')?.toLowerCase().split(/\s+/).filter(Boolean)
  if (!words?.length) return validationFailed([missing('name', 'It should be a/an String')])
  const shared = new Map<Company, number>()
  for (const word of new Set(words)) {
    for (const { key, row } of account.store.companiesByWord.from(word)) {
      if (!key.startsWith(word)) break
      shared.set(row, (shared.get(row) ?? 0) + 1)
    }
  }
  const best = [...shared].sort(([a, most], [b, more]) => more - most || a.id - b.id).slice(0, MOST)
  return ok(`{"companies":[${best.map(([{ id, name }]) => `{"id":${id},"name":${text(name)}}`).join(',')}]}`)
}

function isTaken(name: string | undefined, { store }: Account, self?: Company): boolean {
  return name !== undefined && store.companiesBy.name.all(name.toLowerCase()).some(company => company !== self)
}

/** Names the field, and no holder: none was ever seen in this one. */
const NAME_TAKEN = validationFailed([
  { field: 'name', message: 'It should be a unique value', code: 'duplicate_value' },
])
