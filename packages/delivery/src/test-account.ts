import { Destination, RetryableError } from '@segment/actions-core'
import { testDestination, type virtualClock } from './test-helpers'

type VirtualClock = ReturnType<typeof virtualClock>

interface Call {
  at: number
  who: string
  status: number
}

interface ServerOptions {
  /** Calls that the account allows in a window of 60 s from the first call in it. */
  limit?: number
  /** Milliseconds that a response takes. */
  latency?: number
  /** The status of a call that the limit allows; 201 unless it says so. */
  status?: (call: { at: number; who: string; number: number }) => number
  /** Whether responses report the limit. */
  reports?: boolean
}

/**
 * An API with a rate limit, by the clock of the test: a destination whose action makes one call to
 * it per event.
 */
export function testAccount(
  clock: VirtualClock,
  { limit = Number.POSITIVE_INFINITY, latency = 50, status = () => 201, reports = true }: ServerOptions = {},
) {
  const calls: Call[] = []
  const start = clock.now()
  let windowEnds = 0
  let used = 0

  /** Counts a call; returns its status, and the seconds until the window ends. */
  function take(who: string): { status: number; retryAfter: number } {
    const at = clock.now()
    if (at >= windowEnds) {
      windowEnds = at + 60_000
      used = 0
    }
    used++
    const number = calls.length + 1
    const allowed = used <= limit ? status({ at: at - start, who, number }) : 429
    calls.push({ at: at - start, who, status: allowed })
    return { status: allowed, retryAfter: Math.ceil((windowEnds - at) / 1000) }
  }

  const headers = () => ({
    get: (name: string) => {
      if (!reports || !Number.isFinite(limit)) return null
      // Freshdesk reports decimals since 2026.
      return (
        { 'x-ratelimit-total': `${limit}.0`, 'x-ratelimit-remaining': `${Math.max(0, limit - used)}.0` }[name] ?? null
      )
    },
  })

  const definition = testDestination(async (request, { payload }) => {
    const response = (await request('https://crm.example.com/people', {
      method: 'post',
      json: payload,
    })) as unknown as { status: number; retryAfter: number }
    if (response.status === 429) {
      throw Object.assign(new RetryableError('Slow down.', 429), { retryAfter: response.retryAfter })
    }
    if (response.status >= 400)
      throw Object.assign(new Error(`The server said ${response.status}.`), response, { retryAfter: undefined })
    return { outcome: 'created' }
  })

  /** Takes the place of the framework's HTTP client, so that no request leaves the process. */
  const client = async (_url: string, options: { json?: { email?: string } }) => {
    const taken = take(String(options.json?.email))
    await clock.sleep(latency)
    if (taken.status === 0) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    return { ...taken, headers: headers() }
  }
  const { actions } = new Destination(definition)
  jest.spyOn(Object.getPrototypeOf(actions.save), 'createRequestClient').mockReturnValue(client)

  return {
    definition,
    calls,
    /** A call by another program that uses the same account. */
    callByOther: () => take('other'),
    count: (matches: (call: Call) => boolean) => calls.filter(matches).length,
  }
}
