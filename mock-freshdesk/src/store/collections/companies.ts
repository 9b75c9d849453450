import { Collection } from '../collection'
import type { CollectionDefinition } from '../collection-definition'
import { COMPANY_IDS } from '../collection-definition'
import { type Company, NO_STRINGS, NO_VALUES } from '../records'
import { customFields, filled, folded, id, ignored, list, rows, word, words } from '../row-schemas'

export type CompanyRow = Partial<Company> & { name: string }

const seedRows = rows<CompanyRow>(
  {
    id,
    name: filled,
    description: words,
    note: words,
    domains: list(folded),
    custom_fields: customFields,
    created_at: word,
    updated_at: word,
    health_score: words,
    account_tier: words,
    renewal_date: words,
    industry: words,
    org_company_id: ignored,
    org_company_id_str: ignored,
  },
  'name',
)

/** The default of each property that a company leaves out. */
export const COMPANY = {
  description: null,
  note: null,
  domains: NO_STRINGS,
  custom_fields: NO_VALUES,
  health_score: null,
  account_tier: null,
  renewal_date: null,
  industry: null,
}

export const companyCollection: CollectionDefinition<'companies', Company, CompanyRow, Collection<Company>> = {
  name: 'companies',
  ids: COMPANY_IDS,
  rows: seedRows,
  toRow: (given, { id, now }) => ({ ...COMPANY, created_at: now, updated_at: now, ...given, id }),
  toSeedRow: row => ({ ...row }),
  create: () => new Collection(),
}
