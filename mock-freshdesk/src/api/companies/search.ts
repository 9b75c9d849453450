import type { Company } from '../../store/records'
import { type FieldError, validationFailed } from '../errors'
import { ok, type Result } from '../result'
import type { Call } from '../route'
import { meets, parseSearchRequest, type Searchables, toSearchBody } from '../search'
import { listedCompany } from './json'

const FIELDS: Searchables<Company> = {
  domain: { kind: 'text', toValue: row => (row.domains.length > 0 ? row.domains : null), from: ['domains'] },
  created_at: { kind: 'day', toValue: row => row.created_at.slice(0, 10), from: ['created_at'] },
  updated_at: { kind: 'day', toValue: row => row.updated_at.slice(0, 10), from: ['updated_at'] },
}

/** GET /search/companies, oldest id first. */
export function searchCompanies({ account, query }: Call): Result {
  const { companies, companyFields } = account.store
  const errors: FieldError[] = []
  const search = parseSearchRequest(query, FIELDS, companyFields, errors)
  if (search === undefined) return validationFailed(errors)
  const found = [...companies.rows.values()].filter(row => meets(row, search.root, FIELDS)).sort((a, b) => a.id - b.id)
  return ok(toSearchBody(found, search.page, row => listedCompany(row, account)))
}
