/** An event as it comes in: a JSON object. The destination decides which keys it needs. */
export type Event = Readonly<Record<string, unknown>>

/**
 * Returns the value when it is an object, and an empty object otherwise, so that any key can be
 * read.
 */
export const asRecord = (value: unknown): Event =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/**
 * The types of the Segment spec, and `delete`, the form in which Segment asks to delete a person.
 */
const TYPES: ReadonlySet<unknown> = new Set(['identify', 'track', 'page', 'screen', 'group', 'alias', 'delete'])

/** True when the object has a type of the Segment spec. A warehouse row, for example, has none. */
export const hasEventType = (event: Event): boolean => TYPES.has(event.type)

/**
 * True when the event's `integrations` object allows this destination. `All: false` switches every
 * destination off except those that are named; a destination's own key decides before `All`.
 *
 * @param name the destination's display name; its case matters
 */
export function isIntegrationOn(event: Event, name: string): boolean {
  const integrations = asRecord(event.integrations)
  const own = Object.hasOwn(integrations, name) ? integrations[name] : undefined
  return own === undefined || own === null ? integrations.All !== false : own !== false
}

/**
 * Returns the events of a batch as the SDKs send it (`{ "batch": [...] }`), or null when the value
 * is no batch. An event without a `context` or `integrations` takes that of the batch. An entry
 * that is not an object stays as it is.
 */
export function unpackBatch(value: Event): unknown[] | null {
  const { batch, context, integrations } = value
  if (!Array.isArray(batch) || value.type !== undefined) return null
  const shared = { ...(context !== undefined && { context }), ...(integrations !== undefined && { integrations }) }
  return batch.map(event =>
    typeof event === 'object' && event !== null && !Array.isArray(event) ? { ...shared, ...event } : event,
  )
}
