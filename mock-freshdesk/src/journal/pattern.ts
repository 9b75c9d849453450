import { METHODS } from 'node:http'
import type { MockRequest } from '../http/types'
import { InvalidInput } from '../validation/invalid-input'
import { integer, json, object, type Reader, record, refuse, text } from '../validation/readers'
import { differ, differBody, differGlob, differHeader } from './differences'

/** What a request must look like. Everything named must hold; an empty pattern fits every request. */
export interface RequestPattern {
  method?: string
  /** The whole path, `*` standing for any characters: `/api/v2/contacts/*`. The query belongs in `query`. */
  path?: string
  /** Decoded values by name; `*` stands for any characters. */
  query?: Record<string, string | number | boolean>
  /** Values by name, whatever the case of the name; `*` stands for any characters. */
  headers?: Record<string, string>
  /** A part of the JSON body: objects may hold more than this, lists must have the same length. */
  body?: unknown
  bodyContains?: string
  status?: number
  /** The label of one account; all of them when absent. */
  account?: string
}

const path: Reader<string> = (value, name) => {
  const read = text()(value, name)
  if (!read.includes('?')) return read
  throw new InvalidInput(`${name} must not hold a query: put it into "query", as in { "query": { "email": "..." } }.`)
}

const method: Reader<string> = (value, name) =>
  typeof value === 'string' && METHODS.includes(value.toUpperCase())
    ? value
    : refuse(name, 'a method of HTTP, such as GET', value)

const scalar: Reader<string | number | boolean> = (value, name) =>
  typeof value === 'number' || typeof value === 'boolean' ? value : text()(value, name)

export const patternShape = {
  method,
  path,
  query: record(scalar, 50),
  headers: record(text(), 50),
  body: json,
  bodyContains: text({ max: 10_000 }),
  status: integer(100, 599),
  account: text({ max: 63 }),
}

export const readPattern: Reader<RequestPattern> = object(patternShape)

/** The part of a journal entry that patterns look at; a request that got no answer has status null. */
interface Candidate {
  request: MockRequest
  status: number | null
}

export interface Matcher {
  matches(candidate: Candidate): boolean
  /** What keeps the candidate from fitting, one sentence each, and how far off it is. */
  explain(candidate: Candidate): { differences: string[]; distance: number }
}

/** One thing to look at, and how much it weighs when the nearest request is sought. */
interface Check {
  weight: number
  differences(candidate: Candidate): string[]
}

/** However much of a body is wrong, the right route with a wrong body stays nearer than another route. */
const DIFFERENCES_THAT_COUNT = 3

export function compilePattern(pattern: RequestPattern): Matcher {
  const checks = checksOf(pattern)
  return {
    matches: candidate => checks.every(check => check.differences(candidate).length === 0),
    explain(candidate) {
      const differences: string[] = []
      let distance = 0
      for (const check of checks) {
        const found = check.differences(candidate)
        differences.push(...found)
        distance += Math.min(found.length, DIFFERENCES_THAT_COUNT) * check.weight
      }
      return { differences, distance }
    },
  }
}

function checksOf({ account, path, method, status, query, headers, bodyContains, body }: RequestPattern): Check[] {
  const checks: Check[] = []
  const check = (weight: number, differences: Check['differences']) => checks.push({ weight, differences })

  if (account !== undefined) check(8, ({ request }) => differ('account', account, request.account))
  if (path !== undefined) {
    const expected = withoutTrailingSlash(path)
    check(4, ({ request }) => differGlob('path', expected, withoutTrailingSlash(request.path)))
  }
  if (method !== undefined) check(4, ({ request }) => differ('method', method.toUpperCase(), request.method))
  if (status !== undefined) check(1, candidate => differ('status', status, candidate.status))
  for (const [name, expected] of Object.entries(query ?? {})) {
    check(1, ({ request }) => differGlob(`query.${name}`, String(expected), queryValue(request.search, name)))
  }
  for (const [name, expected] of Object.entries(headers ?? {})) {
    check(1, ({ request }) => differHeader(name.toLowerCase(), expected, request))
  }
  if (bodyContains !== undefined) {
    const missing = [`body: does not contain ${JSON.stringify(bodyContains)}`]
    check(1, ({ request }) => (request.body.includes(bodyContains) ? [] : missing))
  }
  if (body !== undefined) check(1, ({ request }) => differBody(body, request.body))
  return checks
}

function queryValue(search: string, name: string): string | undefined {
  return new URLSearchParams(search).get(name) ?? undefined
}

/** Freshdesk takes `/contacts/` for `/contacts`. */
function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
}
