import { InvalidInput } from '../validation/invalid-input'
import { readFlags } from './flags'

const plain = {
  port: 4010,
  host: '127.0.0.1',
  latencyMs: 0,
  quiet: false,
  verbose: false,
  deterministic: false,
  magicEmails: true,
  version: false,
  help: false,
}

test.each([
  ['', {}],
  ['--port 0', { port: 0 }],
  ['--port=65535', { port: 65_535 }],
  ['--host 0.0.0.0', { host: '0.0.0.0' }],
  ['--seed seed.json --db data.db', { seed: 'seed.json', db: 'data.db' }],
  ['--plan growth', { plan: 'growth' }],
  ['--plan off', { plan: 'off' }],
  ['--plan 120', { plan: 120 }],
  ['--latency 250', { latencyMs: 250 }],
  ['-q', { quiet: true }],
  ['--verbose', { verbose: true }],
  ['--deterministic --no-magic-emails', { deterministic: true, magicEmails: false }],
  ['-h', { help: true }],
  ['--version', { version: true }],
])('%j', (line, expected) => {
  expect(readFlags(line.split(' ').filter(Boolean))).toEqual({ ...plain, ...expected })
})

test.each([
  ['--prot 1', 'There is no option --prot.'],
  ['-x', 'There is no option -x.'],
  ['--port', "Option '--port <value>' argument missing."],
  ['--quiet=yes', "Option '-q, --quiet' does not take an argument."],
  ['--port -1', '--port must be a whole number from 0 to 65535; it is "-1".'],
  ['--plan -5', '--plan must be one of'],
  ['--seed --quiet', '--seed needs a value.'],
  ['--port http', '--port must be a whole number from 0 to 65535; it is "http".'],
  ['--port 65536', '--port must be a whole number from 0 to 65535; it is "65536".'],
  ['--port 1e3', '--port must be a whole number from 0 to 65535; it is "1e3".'],
  ['--latency 60001', '--latency must be a whole number from 0 to 60000; it is "60001".'],
  [
    '--plan gold',
    '--plan must be one of trial, growth, pro, enterprise, off, or requests a minute from 1 to 1000000000; it is "gold".',
  ],
  ['--plan 0', 'or requests a minute from 1 to 1000000000; it is 0.'],
  ['--plan constructor', '--plan must be one of'],
  ['--seed=', '--seed needs a value.'],
  ['-q -v', '--quiet and --verbose contradict each other: leave out one.'],
  [
    'data/seed.json',
    '"data/seed.json" stands alone: everything is told by options. Did you mean --seed data/seed.json?',
  ],
])('%j is refused: %s', (line, message) => {
  expect(() => readFlags(line.split(' '))).toThrow(InvalidInput)
  expect(() => readFlags(line.split(' '))).toThrow(message)
})
