import * as v from 'valibot'
import { generation } from './generation'
import { parse } from './parse'
import { plan } from './plan'
import { boolean, integer, object, record, text } from './schemas'

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
