import type { Clock } from '../clock'
import { InvalidInput } from '../validation/invalid-input'
import { object, type Reader, refuse } from '../validation/readers'
import type { Route } from './route'

const TEN_YEARS = 10 * 366 * 86_400
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

/** true for the present moment, else a moment of this century. */
const moment: Reader<number | undefined> = (value, name) => {
  if (value === true) return undefined
  const ms = typeof value === 'string' && ISO.test(value) ? Date.parse(value) : Number.NaN
  if (ms >= Date.UTC(2000, 0) && ms < Date.UTC(2100, 0)) return ms
  throw new InvalidInput(`${name} must be true or a time such as "2026-11-23T09:00:00Z", from 2000 to 2099.`)
}

const seconds: Reader<number> = (value, name) => {
  if (typeof value === 'number' && value >= 0 && value <= TEN_YEARS) return value
  return refuse(name, `a number from 0 to ${TEN_YEARS} (10 years)`, value)
}

const truth: Reader<true> = (value, name) => {
  if (value === true) return true
  throw new InvalidInput(`${name} must be true, or left out.`)
}

const readChange = object({ freeze: moment, advanceSeconds: seconds, resume: truth })

export interface ClockState {
  /** ISO 8601. */
  now: string
  frozen: boolean
}

export function clockState(clock: Clock): ClockState {
  return { now: new Date(clock.now()).toISOString(), frozen: clock.frozen }
}

/** `{ freeze?: true | ISO time, advanceSeconds?, resume?: true }`: resumed or frozen first, then moved on. */
export function changeClock(clock: Clock, change: unknown): ClockState {
  const given = readChange(change, '')
  const { advanceSeconds, resume } = given
  const freeze = 'freeze' in given
  if (freeze && resume) throw new InvalidInput('The clock cannot be frozen and resumed at once: leave out one.')
  if (!freeze && !resume && advanceSeconds === undefined) {
    throw new InvalidInput('Say what the clock shall do: freeze, advanceSeconds or resume.')
  }
  if (resume) clock.resume()
  if (freeze) clock.freeze(given.freeze)
  if (advanceSeconds !== undefined) clock.advance(advanceSeconds * 1000)
  return clockState(clock)
}

export const clockRoutes: Route[] = [
  {
    method: 'GET',
    path: '/clock',
    summary: "The mock's own time",
    answer: ({ mock }) => clockState(mock.clock),
  },
  {
    method: 'POST',
    path: '/clock',
    summary: 'Freeze the clock, move it on, or let it run again',
    answer: ({ mock, body }) => changeClock(mock.clock, body()),
  },
]
