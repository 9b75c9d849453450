import { PassThrough } from 'node:stream'
import { startProgress } from './progress'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

/** A terminal of so many columns, and the text that was written to it. */
function terminal(columns: number) {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns })
  return { stream, read: () => String(stream.read() ?? '') }
}

it('the live line is drawn every second without an event, so that a pause counts down', () => {
  const { stream, read } = terminal(80)
  let seconds = 3
  const progress = startProgress(stream, null, () => `paused ${seconds} s`)
  expect(read()).toContain('paused 3 s')
  seconds = 2
  jest.advanceTimersByTime(1_000)
  expect(read()).toContain('paused 2 s')
  progress.stop()
})

it('the bar shows the part of the input that is done', () => {
  const { stream, read } = terminal(80)
  const progress = startProgress(stream, 200, () => 'half')
  read()
  progress.update(100)
  jest.advanceTimersByTime(1_000)
  expect(read()).toContain('50%  half')
  progress.stop()
})

it.each([40, 80, 120])('on a terminal of %i columns a long state is cut, so that the line never wraps', columns => {
  const { stream, read } = terminal(columns)
  const progress = startProgress(stream, 200, () => 'x'.repeat(200))
  const [shown = ''] = /[░█]+ +0% +x+…/.exec(read()) ?? []
  expect(shown).toMatch(/…$/)
  expect(shown.length).toBeLessThanOrEqual(columns)
  progress.stop()
})

it('after stop() nothing is drawn', () => {
  const { stream, read } = terminal(80)
  startProgress(stream, null, () => 'state').stop()
  read()
  jest.advanceTimersByTime(5_000)
  expect(read()).toBe('')
})
