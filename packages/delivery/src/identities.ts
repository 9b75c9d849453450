import { domainToASCII } from 'node:url'
import { asRecord } from './record'

/** Whatever a Segment event says about who it is about; two events that share one of these are about one person. */
export function identities(event: Readonly<Record<string, unknown>>): string[] {
  const people = [event.traits, asRecord(event.context).traits, event.properties].map(asRecord)
  const ids = [event.userId, event.user_id, ...people.map(person => person.user_id)]
  const known = [
    ...ids.flatMap(id => label('user', text(id))),
    ...people.flatMap(person => label('email', email(text(person.email)))),
  ]
  const phones = people.flatMap(person => label('phone', digits(text(person.phone))))
  // A server often sends one anonymousId for everybody, so it only counts where nothing better is known.
  const anonymous = known.length === 0 ? label('anonymous', text(event.anonymousId)) : []
  return [...new Set([...known, ...phones, ...anonymous])]
}

const label = (kind: string, value: string): string[] => (value === '' ? [] : [`${kind}:${value}`])

/** What a destination may take for the same text is the same here. Blank, or no text at all, is empty. */
function text(raw: unknown): string {
  let value = raw
  while (Array.isArray(value) && value.length === 1) value = value[0]
  if (typeof value !== 'string' && !Number.isFinite(value)) return ''
  const tidy = String(value)
    .replace(/\p{Cs}/gu, '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
  return /[^\s\p{Cf}]/u.test(tidy) ? tidy : ''
}

function email(address: string): string {
  const folded = address
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()
  const host = folded.lastIndexOf('@') + 1
  return folded.slice(0, host) + (domainToASCII(folded.slice(host)) || folded.slice(host))
}

/** Cannot know that +44 7700 900123 and 07700 900123 are one number: only who knows the country can. */
const digits = (phone: string): string => phone.normalize('NFKC').replace(/\D/g, '')
