import type { MockRequest } from '../http/types'
import { matchesGlob } from './glob'

/**
 * Each function says how something differs from what was expected, one sentence a difference; none
 * when it does not.
 */

/** Headers whose value is a secret: compared, never shown. */
export const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'x-auth-token',
])

export function differ(what: string, expected: unknown, actual: unknown): string[] {
  return expected === actual ? [] : [sentence(what, expected, actual)]
}

export function differGlob(what: string, expected: string, actual: string | undefined): string[] {
  return actual !== undefined && matchesGlob(expected, actual) ? [] : [sentence(what, expected, actual)]
}

export function differHeader(name: string, expected: string, request: MockRequest): string[] {
  const value = Object.hasOwn(request.headers, name) ? request.headers[name] : undefined
  const actual = Array.isArray(value) ? value.join(', ') : value
  if (actual !== undefined && matchesGlob(expected, actual)) return []
  if (!SECRET_HEADERS.has(name)) return [sentence(`headers.${name}`, expected, actual)]
  return [`headers.${name}: ${actual === undefined ? 'was absent' : 'has another value'}`]
}

/**
 * The expected JSON may be a part of the actual: objects may hold more, lists must have the same
 * length.
 */
export function differBody(expected: unknown, text: string): string[] {
  let actual: unknown
  try {
    actual = JSON.parse(text)
  } catch {
    return [text === '' ? 'body: expected JSON, was empty' : 'body: expected JSON, was not JSON']
  }
  return differJson('body', expected, actual)
}

function differJson(what: string, expected: unknown, actual: unknown): string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [sentence(what, expected, actual)]
    return expected.flatMap((element, index) => differJson(`${what}[${index}]`, element, actual[index]))
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [sentence(what, expected, actual)]
    return Object.entries(expected).flatMap(([key, value]) =>
      differJson(`${what}.${key}`, value, Object.hasOwn(actual, key) ? actual[key] : undefined),
    )
  }
  return differ(what, expected, actual)
}

function sentence(what: string, expected: unknown, actual: unknown): string {
  return `${what}: expected ${show(expected)}, was ${actual === undefined ? 'absent' : show(actual)}`
}

/** JSON, cut where a person stops reading. */
function show(value: unknown): string {
  try {
    const text = JSON.stringify(value)
    return text.length > 200 ? `${text.slice(0, 200)}…` : text
  } catch {
    return 'nested too deeply to show'
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
