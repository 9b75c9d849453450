import { setTimeout as wait } from 'node:timers/promises'
import { BenchServer, countWaiting, sendEvent, sendEvents } from './bench-server'
import { Calls } from './calls'
import { type Measurement, summarize, toRow } from './measurement'

/** How many events are followed from intake to their first call. */
const FOLLOWED = 30

/** New events of a small account while 100,000 of a large one are delivered as fast as possible. */
export const measureFairness: Measurement = async ({ events, progress }) => {
  const calls = await Calls.start()
  const bench = new BenchServer({ accounts: ['large', 'small'], freshdesk: calls.url })
  const intake = await bench.start('intake')
  const count = events(100_000)
  await sendEvents(intake, { clients: 10, batch: 100, events: count, account: 'large' })
  await bench.stop(intake)
  const server = await bench.start('all')
  await calls.waitFor(0)
  progress(`${count} events wait`)
  const times = await follow(calls, async userId => sendEvent(server, userId, 'small'))
  const waiting = await countWaiting(server)
  await bench.close()
  await calls.close()
  const { p50, max } = summarize(times)
  const beside = `beside ${waiting.toLocaleString('en')} waiting`
  return [
    toRow(`first call of a small account, the slowest of ${FOLLOWED}, ${beside}`, max, ['<=', 500], ' ms'),
    toRow('their median', p50, ['<=', 500], ' ms'),
  ]
}

/**
 * One person's calls take a second each and 10,000 of this person's events wait. Follows the other
 * persons of the account.
 */
export const measureStuckPerson: Measurement = async ({ events, progress }) => {
  const calls = await Calls.start()
  const bench = new BenchServer({ freshdesk: calls.url })
  const server = await bench.start('all')
  await sendEvent(server, 'warm-up')
  await calls.waitFor(0)
  const without = summarize(await follow(calls, async userId => sendEvent(server, userId)))
  calls.mock.admin.addFault({ match: { bodyContains: 'stuck@example.com' }, delayMs: 1_000 })
  await sendEvents(server, { clients: 10, batch: 100, events: events(10_000), person: 'stuck' })
  progress(`${events(10_000)} events of one person wait`)
  const beside = summarize(await follow(calls, async userId => sendEvent(server, userId)))
  await bench.close()
  await calls.close()
  return [
    toRow(
      `first call of others beside a stuck person, the slowest of ${FOLLOWED}`,
      beside.max,
      ['<=', without.max + 100],
      ' ms',
    ),
    toRow('their median', beside.p50, ['<=', without.p50 + 20], ' ms'),
  ]
}

/** Sends events of new persons, and returns the milliseconds from each to its first call. */
async function follow(calls: Calls, send: (userId: string) => Promise<void>): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < FOLLOWED; index++) {
    const [userId, began] = [`followed-${index}-${Date.now()}`, performance.now()]
    await send(userId)
    const call = await calls.waitFor(0, ({ body }) => body.includes(userId))
    times.push(call.at - began)
    await wait(100)
  }
  return times
}
