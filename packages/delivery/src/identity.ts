import { domainToASCII } from 'node:url'
import { asRecord, type Event } from './event'

/**
 * Returns every identifier of a Segment event's person, such as "user:u1" or
 * "email:ada@example.com". Two events that share an identifier are about the same person.
 */
export function getIdentities(event: Event): string[] {
  const people = [event.traits, asRecord(event.context).traits, event.properties].map(asRecord)
  const ids = [event.userId, event.user_id, ...people.map(person => person.user_id)]
  const known = [
    ...ids.flatMap(id => label('user', text(id))),
    ...people.flatMap(person => label('email', email(text(person.email)))),
  ]
  const phones = people.flatMap(person => label('phone', digits(text(person.phone))))
  // A server often sends one anonymousId for all people, so it counts only when no better
  // identifier is known.
  const anonymous = known.length === 0 ? label('anonymous', text(event.anonymousId)) : []
  return [...new Set([...known, ...phones, ...anonymous])]
}

const label = (kind: string, value: string): string[] => (value === '' ? [] : [`${kind}:${value}`])

/**
 * Brings texts that a destination may read as equal into one form. Returns '' for a blank or for no
 * text.
 */
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

/**
 * +44 7700 900123 and 07700 900123 stay two numbers here: the country decides, and this package
 * does not know it.
 */
const digits = (phone: string): string => phone.normalize('NFKC').replace(/\D/g, '')
