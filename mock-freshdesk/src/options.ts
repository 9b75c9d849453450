import { readPlan } from './accounts/rate-limit'
import { boolean, integer, object, type Reader, record, text } from './validation/readers'

/** What is inside is read where it is used. */
const anything: Reader<unknown> = value => value

/** Takes what a program hands to startMock() for options, or throws an InvalidInput that says what is wrong with it. */
export const readOptions = object({
  port: integer(0, 65_535),
  host: text({ min: 1 }),
  seed: record(anything, 20),
  db: text({ min: 1, max: 4_000 }),
  plan: readPlan,
  latencyMs: integer(0, 60_000),
  deterministic: boolean,
  magicEmails: boolean,
  journalLimit: integer(1, 10_000_000),
})
