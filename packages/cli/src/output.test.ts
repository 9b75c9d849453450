import { PassThrough } from 'node:stream'
import { type Report, toReport } from '@datafly/delivery'
import { createOutput } from './output'
import { createSummary } from './summary'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

function start() {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const summary = createSummary()
  let done = 0
  const output = createOutput({
    stdout,
    stderr,
    env: {},
    json: false,
    dryRun: false,
    size: 1_000,
    consumed: () => done,
    summary,
  })
  const add = (outcome: Report['outcome'], bytes: number) => {
    done += bytes
    summary.add(1, { ...toReport({}, []), outcome }, false)
  }
  return { output, add, read: () => String(stderr.read() ?? '') }
}

it('in a pipe, a line every 30 s shows the number, the rate, the time left and the counts', () => {
  const { output, add, read } = start()
  for (let i = 0; i < 60; i++) add('created', 4)
  add('rejected', 10)
  jest.advanceTimersByTime(29_999)
  expect(read()).toBe('')
  jest.advanceTimersByTime(1)
  expect(read()).toBe('61 events, 2/s, 2 min left, 60 created, 1 rejected\n')
  jest.advanceTimersByTime(30_000)
  expect(read()).toBe('61 events, 1/s, 3 min left, 60 created, 1 rejected\n')
  output.finish()
})

it('in a pipe, a pause is one line at once, and the next line of progress shows the rest of it', () => {
  const { output, read } = start()
  output.pause(45_000, 'outage')
  expect(read()).toBe('Freshdesk is out of reach. All events wait 45 s, then one request tries again.\n')
  jest.advanceTimersByTime(30_000)
  expect(read()).toBe('0 events, 0/s, paused 15 s: Freshdesk is out of reach\n')
  output.finish()
})

it('in a pipe, no line of progress comes after the end', () => {
  const { output, read } = start()
  output.finish()
  jest.advanceTimersByTime(120_000)
  expect(read()).toBe('')
})
