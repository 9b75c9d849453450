import { createHost, type Report } from '@datafly/delivery'
import freshdesk from '@datafly/destination-freshdesk'

/**
 * A host of few lines: it delivers a list of events and returns one report for each. Events of one
 * person stay in order, and the host retries what may succeed later.
 */
export async function deliverEvents(events: readonly Record<string, unknown>[]): Promise<Report[]> {
  const host = createHost({
    definition: freshdesk,
    settings: { domain: process.env.FRESHDESK_DOMAIN ?? '', apiKey: process.env.FRESHDESK_API_KEY ?? '' },
    onPause: (milliseconds, reason) => console.error(`Paused for ${milliseconds} ms: ${reason}`),
    onStop: ({ message }) => console.error(message),
  })
  return Promise.all(events.map(event => host.deliver(event)))
}
