import type { MockRequest } from '../http/types'
import type { FaultEffect } from './kinds'

/** The id under which the journal shows faults that an e-mail address asked for. */
const MAGIC_EMAIL_FAULT_ID = 'magic-email'

interface Magic {
  effect: Omit<FaultEffect, 'faultId'>
  /**
   * A failure that passes by itself applies to an address once, so that the retry of a client
   * succeeds.
   */
  once: boolean
}

const once = (effect: Magic['effect']): Magic => ({ effect, once: true })
const always = (effect: Magic['effect']): Magic => ({ effect, once: false })

/**
 * Below every id the mock gives, so that a PUT to it gets 404: as when the address belongs to an
 * agent.
 */
const HOLDER_ID = 72_000_000_001

const validationFailed = (error: object) => JSON.stringify({ description: 'Validation failed', errors: [error] })

/** The fault of a create with `anything+<word>@example.com`. */
const WORDS: Readonly<Record<string, Magic>> = {
  400: always({
    status: 400,
    body: validationFailed({
      field: 'email',
      message: "It should be in the 'valid email address' format",
      code: 'invalid_value',
    }),
  }),
  401: always({ status: 401 }),
  403: always({ status: 403 }),
  404: always({ status: 404 }),
  409: always({
    status: 409,
    body: validationFailed({
      field: 'email',
      additional_info: { user_id: HOLDER_ID },
      message: 'It should be a unique value',
      code: 'duplicate_value',
    }),
  }),
  429: once({ status: 429, headers: { 'Retry-After': '1' } }),
  500: once({ status: 500 }),
  503: once({ status: 503 }),
  timeout: once({ kind: 'hang' }),
  reset: once({ kind: 'reset' }),
}

const MAGIC = new RegExp(`\\+(${Object.keys(WORDS).join('|')})@`, 'i')

/** More addresses than a test run has; the oldest are forgotten first. */
const MAX_ADDRESSES = 10_000

/** Reads the faults that e-mail addresses ask for, and remembers the addresses that had theirs. */
export function createMagicEmails() {
  const used = new Set<string>()

  return {
    pick(request: MockRequest): FaultEffect | undefined {
      if (!createsContact(request) || !request.body.includes('+') || !MAGIC.test(request.body)) return undefined
      const email = findEmail(request.body)
      const magic = WORDS[MAGIC.exec(email)?.[1]?.toLowerCase() ?? '']
      if (!magic) return undefined
      if (magic.once && !remember(`${request.account}\n${email.toLowerCase()}`)) return undefined
      return { faultId: MAGIC_EMAIL_FAULT_ID, ...magic.effect }
    },
    clear: () => used.clear(),
  }

  /** False when the address was there already. */
  function remember(address: string): boolean {
    if (used.has(address)) return false
    if (used.size >= MAX_ADDRESSES) used.delete(used.values().next().value ?? '')
    used.add(address)
    return true
  }
}

function createsContact({ method, path }: MockRequest): boolean {
  return method === 'POST' && (path === '/api/v2/contacts' || path === '/api/v2/contacts/')
}

function findEmail(body: string): string {
  try {
    const email: unknown = JSON.parse(body).email
    return typeof email === 'string' ? email : ''
  } catch {
    return ''
  }
}
