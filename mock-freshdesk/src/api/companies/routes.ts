import type { Account } from '../../accounts/account'
import { COMPANY_IDS } from '../../store/collection-definition'
import { COMPANY, companyCollection } from '../../store/collections/companies'
import { Index } from '../../store/index-view'
import type { Company, Contact } from '../../store/records'
import { type FieldError, NOTHING_TO_UPDATE, validationFailed } from '../errors'
import { PAGINATION, pageResult, parsePagination } from '../pagination'
import { parseSince, SINCE } from '../query'
import { created, NO_CONTENT, NOT_FOUND, ok, type Result } from '../result'
import { type Call, NO_BODY, type Resource } from '../route'
import { SEARCH_PARAMETERS } from '../search'
import { autocompleteCompanies } from './autocomplete'
import { readCompanyBody } from './body'
import { companyJson, listedCompany } from './json'
import { searchCompanies } from './search'

/** Everything that serves companies. */
export const companies: Resource = {
  collection: companyCollection,
  schemas: () => require('./schemas'),
  routes: {
    'GET /api/v2/companies': {
      summary: 'List companies by name',
      query: { ...PAGINATION, ...SINCE },
      responses: { 200: { listOf: 'ListedCompany' } },
      handle: listCompanies,
    },
    'POST /api/v2/companies': {
      summary: 'Create a company',
      body: 'CompanyToWrite',
      responses: { 201: 'Company', 409: 'RefusedRequest' },
      handle: createCompany,
    },
    'GET /api/v2/companies/autocomplete': {
      summary: 'Find companies by the beginnings of words',
      query: { name: { type: 'string' } },
      responses: { 200: 'CompanyNames' },
      handle: autocompleteCompanies,
    },
    'GET /api/v2/search/companies': {
      summary: 'Search companies by a query',
      query: SEARCH_PARAMETERS,
      responses: { 200: 'CompaniesFound' },
      handle: searchCompanies,
    },
    'GET /api/v2/companies/:id': {
      summary: 'View a company',
      query: {},
      responses: { 200: 'Company' },
      handle: viewCompany,
    },
    'PUT /api/v2/companies/:id': {
      summary: 'Update the fields of a company that the body names',
      body: 'CompanyToWrite',
      responses: { 200: 'Company', 409: 'RefusedRequest' },
      handle: updateCompany,
    },
    'DELETE /api/v2/companies/:id': {
      summary: 'Delete a company; its contacts stay',
      responses: { 204: NO_BODY },
      handle: deleteCompany,
    },
  },
}

function listCompanies(call: Call): Result {
  const { account, query } = call
  const errors: FieldError[] = []
  const pagination = parsePagination(call, errors)
  const since = parseSince(query, errors)
  if (errors.length > 0) return validationFailed(errors)
  const { offset, perPage } = pagination
  const all = account.store.companiesByName
  const rows =
    since === undefined
      ? all.page(offset, perPage + 1)
      : [...all].filter(row => row.updated_at >= since).slice(offset, offset + perPage + 1)
  return pageResult(call, pagination, rows, row => listedCompany(row, account))
}

function createCompany({ account, body }: Call): Result {
  const { store, clock } = account
  const { values, errors } = readCompanyBody(body, account)
  if (errors.length > 0) return validationFailed(errors)
  if (isTaken(values.name, account)) return NAME_TAKEN
  const now = clock.timestamp()
  const company = { ...COMPANY, name: '', ...values, id: store.nextId(COMPANY_IDS), created_at: now, updated_at: now }
  store.companies.add(company)
  return created(companyJson(company, account), company.id)
}

function viewCompany({ account, id }: Call): Result {
  const company = account.store.companies.get(id)
  return company ? ok(companyJson(company, account)) : NOT_FOUND
}

function updateCompany({ account, id, body }: Call): Result {
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
function deleteCompany({ account, id }: Call): Result {
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

function isTaken(name: string | undefined, { store }: Account, self?: Company): boolean {
  return name !== undefined && store.companiesBy.name.all(name.toLowerCase()).some(company => company !== self)
}

/** Names the field, and no holder: none was ever seen in this one. */
const NAME_TAKEN = validationFailed([
  { field: 'name', message: 'It should be a unique value', code: 'duplicate_value' },
])
