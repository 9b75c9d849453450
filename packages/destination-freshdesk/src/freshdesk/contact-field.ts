import type { CustomFields } from '../contact'
import { toText } from './response'

/** An entry of `GET /api/v2/contact_fields`, as far as it is used. */
export interface ContactField {
  name: string
  label: string
  type: string
  default: boolean
  choices?: unknown
}

/**
 * Freshdesk gives choices as texts, as objects with a value, or (languages and zones) as one object
 * of code and label.
 */
export function parseChoices(choices: unknown): { label: string; value: string }[] {
  if (!Array.isArray(choices))
    return Object.entries(Object(choices)).map(([value, label]) => ({ label: toText(label), value }))
  return choices.map(choice => {
    const { label, value } = (typeof choice === 'object' && choice !== null ? choice : { value: choice }) as {
      label?: unknown
      value?: unknown
    }
    return { label: toText(label ?? value), value: toText(value ?? label) }
  })
}

type CustomValue = CustomFields[string]

/**
 * A value in the type of the account's own field: a date without its time, a number, a checkbox,
 * the choice in the account's spelling.
 *
 * @returns undefined when the value cannot be brought to that type, or has it already.
 */
export function toFieldType({ type, choices }: ContactField, value: CustomValue): CustomValue | undefined {
  const converted = CONVERSIONS[type]?.(value, choices)
  return converted === value ? undefined : converted
}

const CONVERSIONS: Record<string, ((value: CustomValue, choices: unknown) => CustomValue | undefined) | undefined> = {
  custom_checkbox: value => BOOLEANS.get(String(value).trim().toLowerCase()),
  custom_number: value => toNumber(value, /^[+-]?\d+(\.0*)?$/),
  custom_decimal: value => toNumber(value, /^[+-]?\d+(\.\d*)?$/),
  custom_date: toDate,
  custom_dropdown: (value, choices) => {
    const text = String(value).trim().toLowerCase()
    const known = parseChoices(choices)
    return (
      known.find(choice => choice.value.toLowerCase() === text) ??
      known.find(({ label }) => label.toLowerCase() === text)
    )?.value
  },
  custom_text: String,
  custom_paragraph: String,
  custom_phone_number: String,
  custom_url: String,
}

/** The words that forms and databases write for a checkbox. */
const BOOLEANS = new Map(
  ['true/false', '1/0', 'yes/no', 'y/n', 'on/off', 't/f'].flatMap(pair =>
    pair.split('/').map((word, i): [string, boolean] => [word, i === 0]),
  ),
)

/**
 * A number with more than 15 digits would come out as another one. A number with leading zeros is a
 * code.
 */
function toNumber(value: CustomValue, form: RegExp): number | undefined {
  const text = String(value).trim()
  const isCode = /^[+-]?0\d/.test(text)
  return form.test(text) && !isCode && text.replace(/\D/g, '').length <= 15 ? Number(text) : undefined
}

/** The day as the sender wrote it. Numbers are seconds or milliseconds since 1970, in UTC. */
function toDate(value: CustomValue): string | undefined {
  if (typeof value === 'boolean') return undefined
  const text = String(value).trim()
  if (/^\d{9,13}$/.test(text)) return new Date(Number(text) * (text.length > 10 ? 1 : 1000)).toISOString().slice(0, 10)
  const [, year, month, day] = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ].*)?$/.exec(text) ?? []
  const date = `${year}-${month}-${day}`
  // A day that the month does not have becomes a day of the next month.
  return year && new Date(`${date}T00:00:00Z`).toString() !== 'Invalid Date' && isDay(date) ? date : undefined
}

const isDay = (date: string) => new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)
