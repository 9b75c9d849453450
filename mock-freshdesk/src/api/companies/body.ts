import type { Account } from '../../accounts/account'
import type { Company } from '../../store/records'
import { customFields, isDate, lookupParameter, missingCustomFields } from '../custom-values'
import type { FieldError } from '../errors'
import { ACCOUNT_TIERS, HEALTH_SCORES, INDUSTRIES } from '../fields/company-fields'
import type { JsonObject } from '../route'
import { type Check, filledText, invalid, listOf, missing, oneOf, text, unexpected } from '../validate'

const strings = listOf((value): value is string => typeof value === 'string', 'String')

const domains: Check<readonly string[]> = (value, field, errors) =>
  value === null ? [] : strings(value, field, errors)?.map(domain => domain.toLowerCase())

/** `2020-02-02` comes back as midnight in UTC. */
const renewalDate: Check<string | null> = (value, field, errors) => {
  if (value === null) return null
  if (isDate(value)) return `${value}T00:00:00Z`
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value))) {
    return `${new Date(value).toISOString().slice(0, 19)}Z`
  }
  errors.push(invalid(field, "It should be in the 'yyyy-mm-dd' format"))
  return undefined
}

const CHECKS = new Map<string, Check<unknown>>(
  Object.entries({
    name: filledText(255),
    description: text(65_535),
    note: text(65_535),
    domains,
    health_score: oneOf(new Set(HEALTH_SCORES)),
    account_tier: oneOf(new Set(ACCOUNT_TIERS)),
    industry: oneOf(new Set(INDUSTRIES)),
    renewal_date: renewalDate,
    lookup_parameter: lookupParameter,
  } satisfies Record<string, Check<unknown>>),
)

/** Reads the body of a create, or of an update of `existing`. */
export function readCompanyBody(body: JsonObject, { store }: Account, existing?: Company) {
  const errors: FieldError[] = []
  const values: Record<string, unknown> = {}
  for (const [field, given] of Object.entries(body)) {
    const check = CHECKS.get(field)
    if (field === 'custom_fields') {
      values[field] = { ...existing?.custom_fields, ...customFields(given, store.companyFields, errors) }
    } else if (check === undefined) errors.push(unexpected(field))
    else {
      const value = check(given, field, errors)
      if (value !== undefined) values[field] = value
    }
  }
  if (!existing) {
    if (!Object.hasOwn(body, 'name')) errors.push(missing('name', 'It should be a/an String'))
    missingCustomFields(body.custom_fields, store.companyFields, errors)
  }
  return { values: values as Partial<Company>, errors }
}
