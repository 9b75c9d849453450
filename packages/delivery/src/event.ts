/** An event as it comes in: a JSON object. The destination decides which keys it needs. */
export type Event = Readonly<Record<string, unknown>>

/** Returns the value when it is an object, and an empty object otherwise, so that any key can be read. */
export const asRecord = (value: unknown): Event =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
