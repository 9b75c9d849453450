/** An event as JSON. */
export type EventBody = Record<string, unknown>

export type FieldKey = 'type' | 'event' | 'userId' | 'name' | 'email' | 'phone' | 'title' | 'method' | 'consent'

/**
 * The places of each field in an event. The first place that holds a value is read and written. An
 * empty event is written at the first place.
 */
const PLACES: Readonly<Record<FieldKey, readonly string[][]>> = {
  type: [['type']],
  event: [['event']],
  userId: [['userId'], ['user_id']],
  name: trait('name'),
  email: trait('email'),
  phone: trait('phone'),
  title: trait('title'),
  method: [['properties', 'method']],
  consent: [
    ['context', 'consent', 'marketing'],
    ['context', 'consent', 'categories', 'marketing'],
    ['context', 'consent', 'categoryPreferences', 'marketing'],
    ['consent', 'categories', 'marketing'],
  ],
}

function trait(key: string): string[][] {
  return [
    ['traits', key],
    ['context', 'traits', key],
    ['properties', key],
  ]
}

/** The value of a field as text. Consent is "granted", "refused" or, without a value, empty. */
export function getField(event: EventBody, key: FieldKey): string {
  const value = getAt(event, findPlace(event, key))
  if (key === 'consent') return value === true ? 'granted' : value === false ? 'refused' : ''
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A copy of the event with the new text in the field. An empty text removes the field. */
export function setField(event: EventBody, key: FieldKey, text: string): EventBody {
  const value = key === 'consent' && text !== '' ? text === 'granted' : text
  return setAt(event, findPlace(event, key), value === '' ? undefined : value)
}

function findPlace(event: EventBody, key: FieldKey): readonly string[] {
  const places = PLACES[key]
  return places.find(place => getAt(event, place) !== undefined) ?? (places[0] as string[])
}

const getAt = (event: EventBody, place: readonly string[]): unknown =>
  place.reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), event)

function setAt(target: EventBody, [key = '', ...rest]: readonly string[], value: unknown): EventBody {
  const { [key]: old, ...others } = target
  const next = rest.length === 0 ? value : setAt(isRecord(old) ? old : {}, rest, value)
  if (next === undefined || (isRecord(next) && Object.keys(next).length === 0)) return others
  // A field that exists keeps its position in the text.
  return Object.hasOwn(target, key) ? { ...target, [key]: next } : { ...others, [key]: next }
}

export const isRecord = (value: unknown): value is EventBody =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The example once more with another person, so that Freshdesk makes another contact. */
export function toNewPerson(event: EventBody, suffix: string): EventBody {
  const email = getField(event, 'email') || 'new.person@example.com'
  const [local = '', domain = ''] = email.split('@')
  const withEmail = setField(event, 'email', `${local.replace(/\+.*$/, '')}+${suffix}@${domain || 'example.com'}`)
  return setField(withEmail, 'userId', `${(getField(event, 'userId') || 'usr').replace(/_new.*$/, '')}_new${suffix}`)
}
