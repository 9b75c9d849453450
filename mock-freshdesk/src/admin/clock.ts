import * as v from 'valibot'
import type { Clock } from '../clock'
import { InvalidInput } from '../validation/invalid-input'
import { parse } from '../validation/parse'
import { object } from '../validation/schemas'
import type { Routes } from './route'
import * as schemas from './schemas'

const TEN_YEARS = 10 * 366 * 86_400
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

const isMoment = (value: unknown) => {
  const ms = typeof value === 'string' && ISO.test(value) ? Date.parse(value) : Number.NaN
  return value === true || (ms >= Date.UTC(2000, 0) && ms < Date.UTC(2100, 0))
}

/** True for the present moment, or a time of this century. */
const moment = v.pipe(
  v.unknown(),
  v.check(isMoment, 'must be true or a time such as "2026-11-23T09:00:00Z", from 2000 to 2099.'),
  v.union([v.literal(true), v.string()]),
)

const seconds = (wanted: string) => v.pipe(v.number(wanted), v.minValue(0, wanted), v.maxValue(TEN_YEARS, wanted))

const ClockChange = object({
  freeze: moment,
  advanceSeconds: seconds(`must be a number from 0 to ${TEN_YEARS} (10 years)`),
  resume: v.literal(true, 'must be true, or left out.'),
})

export interface ClockState {
  /** ISO 8601. */
  now: string
  frozen: boolean
}

export function clockState(clock: Clock): ClockState {
  return { now: new Date(clock.now()).toISOString(), frozen: clock.frozen }
}

/**
 * `{ freeze?: true | ISO time, advanceSeconds?, resume?: true }`: resumed or frozen first, then
 * moved on.
 */
export function changeClock(clock: Clock, change: unknown): ClockState {
  const { freeze, advanceSeconds, resume } = parse(ClockChange, change)
  if (freeze && resume) throw new InvalidInput('The clock cannot be frozen and resumed at once: leave out one.')
  if (!freeze && !resume && advanceSeconds === undefined) {
    throw new InvalidInput('Say what the clock shall do: freeze, advanceSeconds or resume.')
  }
  if (resume) clock.resume()
  if (freeze) clock.freeze(freeze === true ? undefined : Date.parse(freeze))
  if (advanceSeconds !== undefined) clock.advance(advanceSeconds * 1000)
  return clockState(clock)
}

export const clockRoutes: Routes = {
  'GET /__admin/clock': {
    summary: "The mock's own time",
    responses: { 200: schemas.ClockState },
    handle: ({ mock }) => clockState(mock.clock),
  },
  'POST /__admin/clock': {
    summary: 'Freeze the clock, move it on, or let it run again',
    body: ClockChange,
    responses: { 200: schemas.ClockState },
    handle: ({ mock, body }) => changeClock(mock.clock, body()),
  },
}
