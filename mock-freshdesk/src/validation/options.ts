import * as v from 'valibot'
import { YEARS } from '../generations/generation'
import { parse } from './parse'
import { boolean, integer, object, record, text } from './schemas'

const PLANS = ['trial', 'growth', 'pro', 'enterprise', 'off'] as const
const MAX_A_MINUTE = 1_000_000_000

const wantedPlan = `must be one of ${PLANS.join(', ')}, or requests a minute from 1 to ${MAX_A_MINUTE}`

/**
 * A name of the price list, or requests a minute; 'off' never refuses and sends no rate-limit
 * headers.
 */
export const plan = v.union([v.picklist(PLANS, wantedPlan), integer(1, MAX_A_MINUTE, wantedPlan)], wantedPlan)

export type Plan = v.InferOutput<typeof plan>

export const generation = v.picklist(YEARS, `must be one of ${YEARS.join(', ')}`)

const MAX_HOSTS = 100
const hostNames = `must be a list of at most ${MAX_HOSTS} host names`

/** A name without a port: `mock.test`. */
const hostName = v.pipe(
  v.string(hostNames),
  v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'must be a host name without a port, such as mock.test'),
)

/** The options of startMock(). The accounts check the rows of the seed. */
export const optionShape = {
  port: integer(0, 65_535),
  host: text({ min: 1 }),
  seed: record(v.any(), 20),
  db: text({ min: 1, max: 4_000 }),
  plan,
  generation,
  latencyMs: integer(0, 60_000),
  deterministic: boolean,
  magicEmails: boolean,
  cors: boolean,
  allowHosts: v.pipe(v.array(hostName, hostNames), v.maxLength(MAX_HOSTS, hostNames)),
  journalLimit: integer(1, 10_000_000),
}

const options = object(optionShape)

/**
 * Checks the options of startMock(). Throws InvalidInput with a sentence about the first mistake.
 */
export const parseOptions = (input: unknown) => parse(options, input, 'options')
