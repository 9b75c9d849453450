import { InvalidInput } from './invalid-input'

/**
 * Takes what came from outside for what it should be, or throws an InvalidInput that names it and
 * says what is wrong.
 */
export type Reader<T> = (value: unknown, name: string) => T

type Shape = Record<string, Reader<unknown>>
export type Read<S extends Shape> = { [K in keyof S]?: ReturnType<S[K]> }

/**
 * Deeper than any body a contact could have; what recurses over it later cannot run out of stack.
 */
const MAX_DEPTH = 64

export function integer(min: number, max: number): Reader<number> {
  return (value, name) => {
    if (Number.isInteger(value) && (value as number) >= min && (value as number) <= max) return value as number
    return refuse(name, `a whole number from ${min} to ${max}`, value)
  }
}

export function number(min: number, max: number): Reader<number> {
  return (value, name) => {
    if (typeof value === 'number' && value >= min && value <= max) return value
    return refuse(name, `a number from ${min} to ${max}`, value)
  }
}

export function text({ max = 1_000, min = 0 } = {}): Reader<string> {
  return (value, name) => {
    if (typeof value === 'string' && value.length >= min && value.length <= max) return value
    return refuse(
      name,
      min > 0 ? `a text of ${min} to ${max} characters` : `a text of at most ${max} characters`,
      value,
    )
  }
}

export const boolean: Reader<boolean> = (value, name) =>
  typeof value === 'boolean' ? value : refuse(name, 'true or false', value)

export function oneOf<const T extends string>(...allowed: T[]): Reader<T> {
  return (value, name) =>
    allowed.includes(value as T) ? (value as T) : refuse(name, `one of ${allowed.join(', ')}`, value)
}

/** Any JSON, as long as it is not nested too deeply. */
export const json: Reader<unknown> = (value, name) => {
  if (isDeeperThan(value, MAX_DEPTH)) throw new InvalidInput(`${name} is nested deeper than ${MAX_DEPTH} levels.`)
  return value
}

/** An object with any keys, `max` of them at most, and one kind of value. */
export function record<T>(of: Reader<T>, max: number): Reader<Record<string, T>> {
  return (value, name) => {
    const entries = Object.entries(isObject(value) ? value : refuse(name, 'an object', value))
    if (entries.length > max) throw new InvalidInput(`${name} may have at most ${max} keys; it has ${entries.length}.`)
    // fromEntries defines its keys: one called __proto__ stays a key.
    return Object.fromEntries(entries.map(([key, inner]) => [key, of(inner, `${name}.${key}`)]))
  }
}

/** An object with some of these keys and no others. The name is '' for a whole request body. */
export function object<S extends Shape>(shape: S): Reader<Read<S>> {
  const known = Object.keys(shape)
  return (value, name) => {
    const given = isObject(value) ? value : refuse(name || 'The body', 'a JSON object', value)
    const read: Record<string, unknown> = {}
    for (const [key, inner] of Object.entries(given)) {
      const reader = Object.hasOwn(shape, key) ? shape[key] : undefined
      const path = name ? `${name}.${key}` : key
      if (!reader) throw new InvalidInput(`${path} is not known here. It should be one of: ${known.join(', ')}.`)
      if (inner !== undefined) read[key] = reader(inner, path)
    }
    return read as Read<S>
  }
}

export function refuse(name: string, wanted: string, value: unknown): never {
  throw new InvalidInput(`${name} must be ${wanted}; it is ${show(value)}.`)
}

function show(value: unknown): string {
  if (value === undefined) return 'absent'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'bigint') return `${value}n`
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(inner => isDeeperThan(inner, levels - 1))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
