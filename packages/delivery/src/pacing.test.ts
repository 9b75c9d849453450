import { parseRateLimit } from './allowance'
import { Pacing } from './pacing'
import { virtualClock } from './test-helpers'

const LIST = 'GET /api/v2/contacts'
const CREATE = 'POST /api/v2/contacts'
const open = new AbortController().signal

function pacingWith(total: number, remaining = total) {
  const clock = virtualClock()
  const pacing = new Pacing({}, clock, open)
  call(pacing, CREATE, total, remaining)
  return { clock, pacing }
}

function call(pacing: Pacing, kind: string, total: number, remaining: number) {
  pacing.started(kind)
  pacing.ended(kind, { total, remaining })
}

it('the account’s limit is learnt from a response', () => {
  const { pacing } = pacingWith(200, 150)
  expect(pacing.limit).toEqual({ total: 200, remaining: 150 })
  expect(pacing.rate).toBe(198)
})

it('the limit is full again after its window', async () => {
  const { clock, pacing } = pacingWith(200, 0)
  expect(pacing.limit).toEqual({ total: 200, remaining: 0 })
  await clock.run(clock.sleep(60_000))
  expect(pacing.limit).toEqual({ total: 200, remaining: 200 })
})

it('a turn waits for the next window when nothing remains', async () => {
  const { clock, pacing } = pacingWith(200, 0)
  const start = clock.now()
  await clock.run(pacing.turn())
  expect(clock.now() - start).toBe(60_000)
})

it('a turn that was given back costs no time', async () => {
  const { clock, pacing } = pacingWith(60)
  const start = clock.now()
  for (let i = 0; i < 100; i++) {
    await clock.run(pacing.turn())
    pacing.giveBack()
  }
  expect(clock.now() - start).toBe(0)
})

it('a further call of an action moves the next turn', async () => {
  const { clock, pacing } = pacingWith(60)
  const start = clock.now()
  await clock.run(pacing.turn())
  pacing.addCall()
  await clock.run(pacing.turn())
  expect(clock.now() - start).toBeGreaterThanOrEqual(2_000)
})

describe('a smaller limit of one kind of read', () => {
  it('does not change the account’s limit', () => {
    const { pacing } = pacingWith(200, 199)
    call(pacing, LIST, 20, 19)
    expect(pacing.limit).toEqual({ total: 200, remaining: 199 })
    expect(pacing.rate).toBe(198)
  })

  it('holds reads of this kind when it is used up, until its window ends, and nothing else', async () => {
    const { clock, pacing } = pacingWith(200)
    call(pacing, LIST, 20, 0)
    expect(pacing.holdFor(LIST)).toBe(60_000)
    expect(pacing.holdFor('GET /api/v2/companies')).toBe(0)
    expect(pacing.holdFor(CREATE)).toBe(0)
    await clock.run(clock.sleep(60_000))
    expect(pacing.holdFor(LIST)).toBe(0)
  })

  it('holds no more reads than are in flight already', () => {
    const { pacing } = pacingWith(200)
    call(pacing, LIST, 20, 1)
    expect(pacing.holdFor(LIST)).toBe(0)
    pacing.started(LIST)
    expect(pacing.holdFor(LIST)).toBeGreaterThan(0)
  })

  it('takes a 429 for this kind, and the account goes on', () => {
    const { pacing } = pacingWith(200)
    call(pacing, LIST, 20, 5)
    expect(pacing.exhausted(LIST, 12_000)).toBe(true)
    expect(pacing.holdFor(LIST)).toBe(12_000)
    expect(pacing.exhausted(CREATE, 12_000)).toBe(false)
  })

  it('is forgotten as such when a read came first and a write reports more', () => {
    const clock = virtualClock()
    const pacing = new Pacing({}, clock, open)
    call(pacing, LIST, 20, 19)
    expect(pacing.rate).toBeCloseTo(19.8)
    call(pacing, CREATE, 200, 198)
    call(pacing, LIST, 20, 18)
    expect(pacing.rate).toBe(198)
  })
})

it('a smaller plan takes effect with the next write', () => {
  const { pacing } = pacingWith(700)
  call(pacing, CREATE, 200, 199)
  expect(pacing.rate).toBe(198)
})

it.each([
  ['whole numbers', { 'x-ratelimit-total': '200', 'x-ratelimit-remaining': '43' }, { total: 200, remaining: 43 }],
  ['decimals', { 'x-ratelimit-total': '50.0', 'x-ratelimit-remaining': '43.0' }, { total: 50, remaining: 43 }],
  ['no headers', {}, null],
  ['one header', { 'x-ratelimit-total': '200' }, null],
  ['words', { 'x-ratelimit-total': 'many', 'x-ratelimit-remaining': 'some' }, null],
])('parseRateLimit reads %s', (_what, headers, expected) => {
  expect(parseRateLimit(new Headers(headers as Record<string, string>))).toEqual(expected)
})

it('a late response of the window before does not stop the next turns for long', async () => {
  const { clock, pacing } = pacingWith(200, 199)
  await clock.run(pacing.turn())
  call(pacing, CREATE, 200, 2)
  await clock.run(pacing.turn())
  call(pacing, CREATE, 200, 198)
  const start = clock.now()
  await clock.run(pacing.turn())
  expect(clock.now() - start).toBeLessThan(2_000)
})
