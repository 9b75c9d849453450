import * as v from 'valibot'
import { customFields, IdAndName, integer, nullableText, someOf, text, texts, time } from '../schemas'

const company = {
  id: integer,
  name: text,
  description: nullableText,
  note: nullableText,
  domains: texts,
  custom_fields: customFields,
  created_at: time,
  updated_at: time,
  health_score: nullableText,
  account_tier: nullableText,
  renewal_date: nullableText,
  industry: nullableText,
}

export const Company = v.strictObject({
  ...company,
  org_company_id: v.optional(integer),
  org_company_id_str: v.optional(text),
})
export const ListedCompany = v.strictObject({ ...company, org_company_id: v.optional(text) })
export const CompaniesFound = v.strictObject({ total: integer, results: v.array(ListedCompany) })
export const CompanyNames = v.strictObject({ companies: v.array(IdAndName) })

export const CompanyToWrite = someOf({
  name: v.pipe(text, v.maxLength(255)),
  description: nullableText,
  note: nullableText,
  domains: texts,
  custom_fields: v.looseObject({}),
  health_score: nullableText,
  account_tier: nullableText,
  renewal_date: nullableText,
  industry: nullableText,
  lookup_parameter: v.picklist(['display_id', 'primary_field_value']),
})
