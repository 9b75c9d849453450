import * as v from 'valibot'
import type { Account } from '../accounts/account'
import { freshdeskApi } from '../api/freshdesk-api'
import type { MockContext } from '../context'
import type { MockRequest, MockResponse } from '../http/types'
import { InvalidInput } from '../validation/invalid-input'
import { parse } from '../validation/parse'
import { json, object, oneOf, text } from '../validation/schemas'
import type { Routes } from './route'
import { PerformedCall } from './schemas'

/** Longer than node lets a request line be: whatever was served can be replayed. */
const MAX_URL_LENGTH = 20_000

export const callUrl = v.pipe(
  text({ max: MAX_URL_LENGTH }),
  v.check(
    value => value.startsWith('/api/v2/'),
    ({ input }) => `must be a path under /api/v2/; it is ${JSON.stringify(input.slice(0, 100))}.`,
  ),
)

const Call = object({ method: oneOf('GET', 'POST', 'PUT', 'PATCH', 'DELETE'), url: callUrl, body: json })

const BY_HAND = 'Made by hand in the inspector; no client sent it.'

/**
 * Carries out one call past faults and rate limits, with the key of an agent who may write. A write
 * is in the journal, with the note, because a recording needs it.
 */
export function performCall(
  account: Account,
  { clock, journal }: MockContext,
  { method, url, body }: { method: string; url: string; body?: unknown },
  note: string,
): MockResponse {
  const mark = url.indexOf('?')
  const request: MockRequest = {
    method,
    path: mark === -1 ? url : url.slice(0, mark),
    search: mark === -1 ? '' : url.slice(mark),
    headers: {
      authorization: `Basic ${Buffer.from(`${findWriterKey(account)}:X`).toString('base64')}`,
      ...(method !== 'GET' && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
    wellEncoded: true,
    account: account.label,
    at: clock.now(),
  }
  const startedAt = performance.now()
  const response = withoutLimit(account, () => freshdeskApi(account, request))
  if (method !== 'GET') {
    journal.record(request, response, { startedAt, durationMs: performance.now() - startedAt, note })
  }
  return response
}

export const callRoutes: Routes = {
  'POST /__admin/calls': {
    summary: 'Make one call of the API as an agent who may write, past faults and limits',
    account: 'default',
    body: Call,
    responses: { 200: PerformedCall },
    handle({ mock, account, body }) {
      const { method, url, ...call } = parse(Call, body())
      if (!method || !url) throw new InvalidInput('A call needs a method and a url.')
      const { status, body: text } = performCall(account(), mock, { method, url, ...call }, BY_HAND)
      return { status, body: text }
    },
  },
}

function findWriterKey({ label, store }: Account): string {
  for (const { api_key, read_only } of store.agents.rows.values()) if (api_key && !read_only) return api_key
  throw new InvalidInput(
    `No agent of the account "${label}" has an API key and may write: the call cannot be carried out.`,
  )
}

function withoutLimit<T>(account: Account, run: () => T): T {
  const { plan } = account.rateLimit.status()
  account.rateLimit.setPlan('off')
  try {
    return run()
  } finally {
    account.rateLimit.setPlan(plan)
  }
}
