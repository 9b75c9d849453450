import { setImmediate as tick } from 'node:timers/promises'
import { type Event, type Report, toReport } from '@datafly/delivery'
import { deliverAll } from './deliver-all'
import type { InputLine } from './ndjson/event-line'

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>(yes => {
    resolve = yes
  })
  return { promise, resolve }
}

const line = (number: number, size = 1): InputLine => ({
  line: number,
  size,
  end: number,
  event: { n: number },
  raw: '',
})
const done = (event: Event): Report => ({ ...toReport(event, []), outcome: 'created' })
const never = new AbortController().signal

async function* numbers(count: number, onRead: (n: number) => void = () => {}, size = 1) {
  for (let n = 1; n <= count; n++) {
    onRead(n)
    yield line(n, size)
  }
}

it('reports every line, and returns the last one', async () => {
  const seen: number[] = []
  const host = { deliver: async (event: Event) => done(event) }
  const onDone = ({ line }: InputLine) => void seen.push(line)
  expect(await deliverAll({ lines: numbers(5), host, signal: never, inHand: 2, onDone })).toEqual({
    lastLine: 5,
    error: undefined,
  })
  expect(seen).toEqual([1, 2, 3, 4, 5])
})

it('a line that holds no event never gets to the host', async () => {
  const host = { deliver: () => Promise.reject(new Error('never')) }
  const reports: Report[] = []
  async function* lines(): AsyncGenerator<InputLine> {
    yield { line: 4, size: 3, end: 9, reason: 'not-json', message: 'The line is not JSON.', raw: 'abc' }
  }
  const onDone = (_line: InputLine, report: Report) => void reports.push(report)
  await deliverAll({ lines: lines(), host, signal: never, inHand: 2, onDone })
  expect(reports).toMatchObject([{ outcome: 'unreadable', reason: 'not-json', message: 'The line is not JSON.' }])
})

describe('reads no further than', () => {
  const MB = 1024 * 1024
  it.each([
    ['as many lines as may be in hand', 3, 1, 3],
    ['as many bytes as memory has room for', 100, 30 * MB, 3],
    ['one line, when one is all there is room for', 100, 100 * MB, 1],
  ])('%s', async (_what, inHand, size, expected) => {
    let read = 0
    const gates = Array.from({ length: 10 }, () => deferred())
    const host = {
      deliver: async (event: Event) => {
        await gates[Number(event.n) - 1]?.promise
        return done(event)
      },
    }
    const lines = numbers(10, n => (read = n), size)
    const all = deliverAll({ lines, host, signal: never, inHand, onDone: () => {} })
    await tick()
    expect(read).toBe(expected)
    gates[0]?.resolve()
    await tick()
    expect(read).toBe(expected + 1)
    for (const gate of gates) gate.resolve()
    expect(await all).toMatchObject({ lastLine: 10 })
  })

  it('what slow output has taken', async () => {
    let read = 0
    const written = deferred()
    const host = { deliver: async (event: Event) => done(event) }
    const lines = numbers(10, n => (read = n))
    const all = deliverAll({ lines, host, signal: never, inHand: 4, onDone: () => written.promise })
    await tick()
    expect(read).toBe(4)
    written.resolve()
    await all
    expect(read).toBe(10)
  })
})

it('stops reading when it is interrupted, and waits for what is in hand', async () => {
  const stop = new AbortController()
  const seen: number[] = []
  const gate = deferred()
  const host = {
    deliver: async (event: Event) => {
      await gate.promise
      return done(event)
    },
  }
  const onDone = ({ line }: InputLine) => void seen.push(line)
  const all = deliverAll({ lines: numbers(10), host, signal: stop.signal, inHand: 3, onDone })
  await tick()
  stop.abort()
  gate.resolve()
  expect(await all).toEqual({ lastLine: 3, error: undefined })
  expect(seen).toEqual([1, 2, 3])
})

it.each([
  ['the input breaks off', true],
  ['its input is taken away by an interruption, which is no error', false],
])('ends with what was read when %s', async (_what, isError) => {
  const stop = new AbortController()
  const broken = new Error('EIO')
  async function* lines() {
    yield* numbers(2)
    if (!isError) stop.abort()
    throw broken
  }
  const host = { deliver: async (event: Event) => done(event) }
  const ended = await deliverAll({ lines: lines(), host, signal: stop.signal, inHand: 9, onDone: () => {} })
  expect(ended).toEqual({ lastLine: 2, error: isError ? broken : undefined })
})

it('stops when a line cannot be dealt with', async () => {
  const full = new Error('ENOSPC')
  const host = { deliver: async (event: Event) => done(event) }
  const onDone = () => {
    throw full
  }
  const { lastLine, error } = await deliverAll({ lines: numbers(100), host, signal: never, inHand: 2, onDone })
  expect(error).toBe(full)
  expect(lastLine).toBeLessThan(5)
})
