import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '../../../server/src/store/database'
import { BenchServer, sendEvent } from './bench-server'
import { Calls } from './calls'
import { type Measurement, summarize, toRow } from './measurement'

/** A lease lasts 6 seconds, and the next owner has one more. */
const MAX_TAKE_OVER = 7_000

/** Seconds of the pause that the mock asks for. */
const PAUSE = 10

/** The owner of an account is killed while it delivers, and while the account pauses. */
export const measureTakeOver: Measurement = async ({ seconds, progress }) => {
  const calls = await Calls.start()
  const bench = new BenchServer({ freshdesk: calls.url })
  const intake = await bench.start('intake')
  await Promise.all([bench.start('worker'), bench.start('worker')])
  const stopSending = sendSteadily(() => sendEvent(intake, `person-${calls.all.length}-${performance.now()}`))
  const killOwner = async () => {
    const pid = await findOwner(bench.databaseUrl)
    const owner = [...bench.processes].find(({ child }) => child.pid === pid)
    if (!owner) throw new Error('The account has no owner.')
    const at = performance.now()
    await bench.stop(owner, 'SIGKILL')
    return at
  }

  const takeOvers: number[] = []
  for (let kill = 1; kill <= seconds(6); kill++) {
    await calls.waitFor(performance.now())
    const killed = await killOwner()
    const next = await calls.waitFor(killed + 100)
    takeOvers.push(next.at - killed)
    progress(`take-over ${kill} after ${Math.round(next.at - killed)} ms`)
    await bench.start('worker')
  }

  const headers = { 'Retry-After': String(PAUSE) }
  calls.mock.admin.addFault({ status: 429, headers, times: 1 })
  const refused = await calls.waitFor(performance.now(), ({ status }) => status === 429)
  // The owner stores the pause, and is killed then.
  await wait(500)
  await killOwner()
  await calls.waitFor(refused.at + PAUSE * 1_000 - 50)
  const early = calls.all.filter(({ at }) => at > refused.at && at < refused.at + PAUSE * 1_000 - 50)
  // Calls that were in flight when the limit was reached are not new calls.
  const during = early.filter(({ at }) => at > refused.at + 200)
  stopSending()
  await bench.close()
  await calls.close()
  return [
    toRow(
      `take-over after kill -9, the longest of ${takeOvers.length}`,
      summarize(takeOvers).max,
      ['<=', MAX_TAKE_OVER],
      ' ms',
    ),
    toRow('calls during a pause, its owner killed', during.length, ['<=', 0], ''),
  ]
}

/** Sends about 20 events a second until the returned function is called. */
function sendSteadily(send: () => Promise<void>): () => void {
  const timer = setInterval(() => void send().catch(() => {}), 50)
  return () => clearInterval(timer)
}

/** The process that owns the account. The name of an owner holds its process identifier. */
async function findOwner(databaseUrl: string): Promise<number> {
  const pool = openDatabase(databaseUrl, 1)
  const { rows } = await pool.query('select owner from lease where until > now()')
  await pool.end()
  return Number(rows[0]?.owner?.split('-').at(-2))
}
