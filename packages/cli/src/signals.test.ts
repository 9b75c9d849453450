import { EventEmitter } from 'node:events'
import { stopOnSignal } from './signals'

/**
 * A process that only takes note of what is done to it, and the signals as they come:
 * [milliseconds, name].
 */
function sent(...signals: Array<[number, string]>) {
  let time = Date.parse('2026-03-01T12:00:00Z')
  const start = time
  const killed: unknown[] = []
  const process = Object.assign(new EventEmitter(), {
    pid: 7,
    kill: (pid: number, signal: string) => killed.push([pid, signal, process.listenerCount(signal)]),
  })
  const stop = stopOnSignal(process as never, () => time)
  for (const [milliseconds, signal] of signals) {
    time = start + milliseconds
    process.emit(signal)
  }
  return { reason: stop.reason, aborted: stop.aborted, killed }
}

it.each([
  ['without a signal it goes on', sent(), { aborted: false, killed: [] }],
  ['a signal stops it, by its name', sent([0, 'SIGTERM']), { reason: 'SIGTERM', killed: [] }],
  [
    'one that is passed on twice is still one',
    sent([0, 'SIGINT'], [0, 'SIGINT'], [1_000, 'SIGTERM']),
    { reason: 'SIGINT', killed: [] },
  ],
  [
    'another, later, is left to the system, whose way needs nothing of this process',
    sent([0, 'SIGINT'], [1_001, 'SIGTERM']),
    { reason: 'SIGINT', killed: [[7, 'SIGTERM', 0]] },
  ],
])('%s', (_what, seen, expected) => {
  expect(seen).toMatchObject(expected)
})
