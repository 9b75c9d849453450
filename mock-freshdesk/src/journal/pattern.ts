import type { MockRequest } from '../http/types'
import type { SomeOf } from '../validation/schemas'
import { differ, differBody, differGlob, differHeader } from './differences'
import type { patternShape } from './pattern-schema'

/** What a request must look like. An empty pattern fits every request. */
export type RequestPattern = SomeOf<typeof patternShape>

/**
 * The part of a journal entry that patterns look at; a request without a response has status null.
 */
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

/**
 * However much of a body is wrong, the right route with a wrong body stays nearer than another
 * route.
 */
const DIFFERENCES_THAT_COUNT = 3

export function compilePattern(pattern: RequestPattern): Matcher {
  const checks = toChecks(pattern)
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

function toChecks({ account, path, method, status, query, headers, bodyContains, body }: RequestPattern): Check[] {
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
