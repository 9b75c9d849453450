/**
 * Delivers events for three minutes of real time to a mock with the Growth plan (200 calls a
 * minute). Prints the calls of each ten seconds, the part of the allowance that was used, and the
 * part that was refused with 429. Arguments: concurrency (20), share (1), minutes (3). Run by `pnpm
 * bench:pacing`.
 */
import { createHost } from '@datafly/delivery'
import destination from '@datafly/destination-freshdesk'
import { startMock } from 'mock-freshdesk'

const LIMIT = 200

const [concurrency, share, minutes] = [
  Number(process.argv[2] ?? 20),
  Number(process.argv[3] ?? 1),
  Number(process.argv[4] ?? 3),
]

async function main() {
  const mock = await startMock({ plan: 'growth' })
  process.env.FRESHDESK_BASE_URL = mock.url
  const stop = new AbortController()
  const host = createHost({
    definition: destination,
    settings: { domain: 'acme', apiKey: 'mock-api-key' },
    concurrency,
    share,
    signal: stop.signal,
  })
  const start = Date.now()
  const statuses: Array<{ at: number; status: number | null }> = []
  mock.admin.onRequest(({ status }) => statuses.push({ at: Date.now() - start, status }))
  setTimeout(() => stop.abort(), minutes * 60_000)
  const all = Array.from({ length: minutes * LIMIT * 2 }, (_, i) =>
    host.deliver({
      type: 'identify',
      userId: `u${i}`,
      traits: { name: `Person ${i}`, email: `person.${i}@example.com` },
      context: { consent: { categoryPreferences: { marketing: true } } },
    }),
  )
  await Promise.all(all)
  await mock.close()

  const perTenSeconds = Array.from(
    { length: minutes * 6 },
    (_, i) => statuses.filter(({ at }) => at >= i * 10_000 && at < (i + 1) * 10_000).length,
  )
  const refused = statuses.filter(({ status }) => status === 429).length
  const used = (statuses.length - refused) / (LIMIT * minutes)
  console.log(`concurrency ${concurrency}, share ${share}: calls in each ten seconds ${perTenSeconds.join(' ')}`)
  console.log(
    `${(used * 100).toFixed(1)} % of the allowance used, ${((refused / statuses.length) * 100).toFixed(1)} % refused`,
  )
}

void main()
