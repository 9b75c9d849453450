import type { OtherCompany } from '../../store/records'
import type { FieldError } from '../errors'
import { type Check, mismatch, missing, unexpected } from '../validate'

/** Companies beside the contact's own: `[{ company_id, view_all_tickets }]`. */
export const otherCompanies: Check<readonly OtherCompany[]> = (value, field, errors) => {
  if (!Array.isArray(value)) {
    errors.push(mismatch(value, field, 'Array'))
    return undefined
  }
  const found = value.map(element => readOne(element, field, errors))
  return found.filter(company => company !== undefined)
}

function readOne(value: unknown, field: string, errors: FieldError[]): OtherCompany | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    errors.push({ field, message: 'It should contain elements of type key/value pair only', code: 'datatype_mismatch' })
    return undefined
  }
  const { company_id, view_all_tickets = false, ...strange } = value as Record<string, unknown>
  for (const key of Object.keys(strange)) errors.push(unexpected(`${field}.${key}`))
  const isId = Number.isSafeInteger(company_id) && (company_id as number) > 0
  if (company_id === undefined) errors.push(missing(`${field}.company_id`, 'It should be a/an Positive Integer'))
  else if (!isId) errors.push(mismatch(company_id, `${field}.company_id`, 'Positive Integer'))
  if (typeof view_all_tickets !== 'boolean')
    errors.push(mismatch(view_all_tickets, `${field}.view_all_tickets`, 'Boolean'))
  else if (isId) return { company_id: company_id as number, view_all_tickets }
  return undefined
}
