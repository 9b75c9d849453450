import * as v from 'valibot'
import type { Account } from '../accounts/account'
import { companyJson } from '../api/companies/json'
import { Company as CompanySchema } from '../api/companies/schemas'
import type { Company } from '../store/records'
import { parse } from '../validation/parse'
import { inQuery, integer, object, text } from '../validation/schemas'
import { JsonText, NotFound, type Routes } from './route'
import { integer as count } from './schemas'

const filterShape = {
  q: v.pipe(text(), v.description('In a name, a domain or an id.')),
  offset: inQuery(integer(0, 1_000_000_000)),
  limit: inQuery(v.pipe(integer(0, 1_000), v.metadata({ default: 100 }))),
}
const companyFilter = object({ ...filterShape, account: text() })

const CompanyPage = v.strictObject({ companies: v.array(CompanySchema), total: count })

/** Companies as GET /companies/:id shows them, by name. */
function listCompanies(account: Account, filter: unknown): JsonText {
  const { q, offset = 0, limit = 100 } = parse(companyFilter, filter)
  const byName = account.store.companiesByName
  const found = q ? [...byName].filter(row => holds(row, q.toLowerCase())) : undefined
  const rows = found ? found.slice(offset, offset + limit) : byName.page(offset, limit)
  const total = found ? found.length : byName.size
  return new JsonText(`{"companies":[${rows.map(row => companyJson(row, account)).join(',')}],"total":${total}}`)
}

function viewCompany(account: Account, id: string): JsonText {
  const row = /^\d{1,15}$/.test(id) ? account.store.companies.get(Number(id)) : undefined
  if (row) return new JsonText(companyJson(row, account))
  throw new NotFound(`There is no company ${JSON.stringify(id)}.`)
}

export const companyRoutes: Routes = {
  'GET /__admin/companies': {
    summary: 'The companies of an account',
    account: 'default',
    query: filterShape,
    responses: { 200: CompanyPage },
    handle: ({ account, query }) => listCompanies(account(), query),
  },
  'GET /__admin/companies/:id': {
    summary: 'One company',
    account: 'default',
    responses: { 200: CompanySchema },
    handle: ({ account, params: { id = '' } }) => viewCompany(account(), id),
  },
}

const holds = ({ name, domains, id }: Company, needle: string) =>
  [name, ...domains, String(id)].some(text => text.toLowerCase().includes(needle))
