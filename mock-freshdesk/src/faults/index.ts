import type { MockRequest } from '../http/types'
import { compilePattern, type Matcher } from '../journal/pattern'
import { InvalidInput } from '../validation/invalid-input'
import type { FaultDefinition } from './definition'
import { parseFaultHeader } from './header'
import type { FaultEffect } from './kinds'
import { createMagicEmails } from './magic-email'
import { seededRandom } from './random'

/** A fault as it stands: its definition and its progress. */
export interface Fault extends FaultDefinition {
  id: string
  /** The number of requests it was applied to. */
  matched: number
  /** The number of requests it still applies to; null when only time ends it. */
  remaining: number | null
  /** ISO 8601, in the mock's own time. */
  expiresAt: string
}

export interface Faults {
  /**
   * Returns the fault of this request. The fault header comes first, then the newest matching
   * fault, then the email address.
   */
  pick(request: MockRequest): FaultEffect | undefined
  /** Throws an InvalidInput when the definition is out of range. */
  add(definition: unknown): Fault
  /** Newest first, without faults that are used up or expired. */
  list(): Fault[]
  /** Returns false when no fault has this id. */
  remove(id: string): boolean
  clear(): void
  /** Whether e-mail addresses such as `ada+429@example.com` are obeyed. */
  magicEmails: boolean
}

interface Armed {
  fault: Fault
  effect: FaultEffect
  matcher: Matcher
  random: () => number
  expiresAt: number
}

/** With two slashes it is the API as well. */
const UNDER_API = /^\/?\/api\/v2(?:\/|$)/

const AN_HOUR = 3_600
const MAX_FAULTS = 1_000

export function createFaults({
  clock,
  magicEmails = true,
}: {
  clock: { now(): number }
  magicEmails?: boolean
}): Faults {
  const magic = createMagicEmails()
  let armed: Armed[] = []
  let added = 0

  const faults: Faults = {
    magicEmails,
    pick(request) {
      const header = request.headers['x-mock-fault']
      if ((header !== undefined || armed.length > 0) && UNDER_API.test(request.path)) {
        const effect = header === undefined ? apply(request) : parseFaultHeader(String(header))
        if (effect) return effect
      }
      return faults.magicEmails ? magic.pick(request) : undefined
    },
    add(definition) {
      disarmExpired()
      if (armed.length >= MAX_FAULTS) throw new InvalidInput(`There are ${MAX_FAULTS} faults already; remove some.`)
      // valibot is loaded by the first fault: most test suites never add one.
      const { parseFault }: typeof import('./definition') = require('./definition')
      const one = arm(parseFault(definition), ++added, clock.now())
      armed = [one, ...armed]
      return { ...one.fault }
    },
    list() {
      disarmExpired()
      return armed.map(({ fault }) => ({ ...fault }))
    },
    remove(id) {
      const before = armed.length
      armed = armed.filter(({ fault }) => fault.id !== id)
      return armed.length < before
    },
    clear() {
      armed = []
      magic.clear()
    },
  }
  return faults

  function apply(request: MockRequest): FaultEffect | undefined {
    disarmExpired()
    const candidate = { request, status: null }
    const one = armed.find(
      ({ fault, matcher, random }) => matcher.matches(candidate) && random() < (fault.probability ?? 1),
    )
    if (!one) return undefined
    one.fault.matched++
    if (one.fault.remaining !== null && --one.fault.remaining === 0) faults.remove(one.fault.id)
    return one.effect
  }

  function disarmExpired() {
    const now = clock.now()
    if (armed.some(({ expiresAt }) => expiresAt <= now)) armed = armed.filter(({ expiresAt }) => expiresAt > now)
  }
}

function arm(definition: FaultDefinition, count: number, now: number): Armed {
  const { match = {}, times, probability, body, status, headers, delayMs, kind, after } = definition
  const id = `f${count}`
  // The same faults apply to the same requests in every run.
  const seed = definition.seed ?? count
  const expiresAt = now + (definition.expiresInSeconds ?? AN_HOUR) * 1000
  return {
    fault: {
      id,
      ...definition,
      ...(probability !== undefined && { seed }),
      matched: 0,
      remaining: times ?? null,
      expiresAt: new Date(expiresAt).toISOString(),
    },
    effect: {
      faultId: id,
      ...(status !== undefined && { status }),
      ...(headers && { headers }),
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(delayMs !== undefined && { delayMs }),
      ...(kind && { kind }),
      ...(after && { after }),
    },
    matcher: compilePattern(match),
    random: seededRandom(seed),
    expiresAt,
  }
}
