/**
 * A value as Freshdesk takes it, or the reason why it was left out or cut. Both are absent when the
 * event has no value.
 */
export interface Normalized<T> {
  value?: T
  omitted?: string
}

/** An object with keys: neither null nor a list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON readers round a whole number past 2^53 to a neighbour, and two ids would become one. */
export const isExact = (number: number) =>
  Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number))

export const INEXACT = 'is a number too long to be exact: send it as text'
