import { asRecord } from '../../intake/json'

/** Names and identifiers are cut to so many characters: a list shows them in one line. */
const MAX_TEXT = 256

/** The person of an event, from the usual places: traits, context.traits, properties. */
export function findPerson(event: unknown) {
  const { userId, user_id, anonymousId, traits, context, properties } = asRecord(event)
  const places = [traits, asRecord(context).traits, properties].map(asRecord)
  const find = (...names: string[]) => toText(...places.flatMap(place => names.map(name => place[name])))
  const [first, last] = [find('first_name', 'firstName'), find('last_name', 'lastName')]
  // The properties of a page or a group carry a name that is no person's.
  const named = toText(...places.slice(0, 2).map(place => place.name))
  return {
    name: named ?? ([first, last].filter(Boolean).join(' ') || null),
    email: find('email'),
    user_id: toText(userId, user_id, ...places.map(place => place.user_id)),
    anonymous_id: toText(anonymousId),
  }
}

function toText(...values: unknown[]): string | null {
  for (const value of values) {
    const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
    if (text !== '') return [...text.slice(0, MAX_TEXT * 2)].slice(0, MAX_TEXT).join('')
  }
  return null
}
