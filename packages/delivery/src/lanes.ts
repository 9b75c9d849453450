import { asRecord } from './record'

/** Whatever a Segment event says about who it is about; two events that share one of these are about one person. */
export function identities(event: Readonly<Record<string, unknown>>): string[] {
  const { userId, user_id, anonymousId, context, traits, properties } = event
  const people = [traits, asRecord(context).traits, properties]
  const known = [
    ...[userId, user_id].map(id => label('user', id)),
    ...people.map(person => label('email', asRecord(person).email)?.toLowerCase()),
  ].filter(id => id !== undefined)
  // A server often sends one anonymousId for everybody, so it only counts where nothing better is known.
  const fallback = label('anonymous', anonymousId)
  return known.length > 0 || !fallback ? [...new Set(known)] : [fallback]
}

const label = (kind: string, id: unknown): string | undefined =>
  (typeof id === 'string' && id.trim() !== '') || typeof id === 'number' ? `${kind}:${String(id).trim()}` : undefined

/**
 * Work for one person is done one piece at a time, in the order it was handed in, so that the newest value is the last
 * one written. Work for different people does not wait for each other.
 */
export function createLanes() {
  const last = new Map<string, Promise<void>>()

  return async function inTurn<T>(people: string[], work: () => Promise<T>): Promise<T> {
    const earlier = people.map(person => last.get(person))
    let finish = () => {}
    const done = new Promise<void>(resolve => {
      finish = resolve
    })
    for (const person of people) last.set(person, done)
    try {
      await Promise.all(earlier)
      return await work()
    } finally {
      finish()
      for (const person of people) if (last.get(person) === done) last.delete(person)
    }
  }
}
