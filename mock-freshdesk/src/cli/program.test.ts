import { InvalidInput } from '../validation/invalid-input'
import { createProgram, parseFlags } from './program'

const plain = {
  port: 4010,
  host: '127.0.0.1',
  generation: 2026,
  latency: 0,
  magicEmails: true,
  cors: true,
}

/** The flags of one line; what commander writes goes nowhere. */
const read = (line: string) =>
  parseFlags(
    createProgram('1.2.3').configureOutput({ writeOut: () => {}, writeErr: () => {} }),
    line.split(' ').filter(Boolean),
  )

test.each([
  ['', {}],
  ['--port 0', { port: 0 }],
  ['--port=65535', { port: 65_535 }],
  ['--host 0.0.0.0', { host: '0.0.0.0' }],
  ['--seed seed.json --db data.db', { seed: 'seed.json', db: 'data.db' }],
  ['--plan growth', { plan: 'growth' }],
  ['--plan off', { plan: 'off' }],
  ['--generation 2022', { generation: 2022 }],
  ['--plan 120', { plan: 120 }],
  ['--latency 250', { latency: 250 }],
  ['-q', { quiet: true }],
  ['--verbose', { verbose: true }],
  ['--deterministic --no-magic-emails', { deterministic: true, magicEmails: false }],
  ['--no-cors', { cors: false }],
  ['--allow-host mock.test --allow-host qa', { allowHost: ['mock.test', 'qa'] }],
])('%j', (line, expected) => {
  expect(read(line)).toEqual({ ...plain, ...expected })
})

test.each([
  ['--port -1', '--port must be a whole number from 0 to 65535; it is -1.'],
  ['--plan -5', '--plan must be one of'],
  [
    '--allow-host mock.test:4010',
    '--allow-host[0] must be a host name without a port, such as mock.test; it is "mock.test:4010".',
  ],
  ['--seed --quiet', '--seed needs a value.'],
  ['--port http', '--port must be a whole number from 0 to 65535; it is "http".'],
  ['--port 65536', '--port must be a whole number from 0 to 65535; it is 65536.'],
  ['--port 1e3', '--port must be a whole number from 0 to 65535; it is "1e3".'],
  ['--latency 60001', '--latency must be a whole number from 0 to 60000; it is 60001.'],
  [
    '--plan gold',
    '--plan must be one of trial, growth, pro, enterprise, off, or requests a minute from 1 to 1000000000; it is "gold".',
  ],
  ['--plan 0', 'or requests a minute from 1 to 1000000000; it is 0.'],
  ['--generation 2023', '--generation must be one of 2022, 2024, 2026; it is 2023.'],
  ['--plan constructor', '--plan must be one of'],
  ['--seed=', '--seed needs a value.'],
  ['data/seed.json', '"data/seed.json" belongs to no flag. Did you mean --seed data/seed.json?'],
])('%j is refused: %s', (line, message) => {
  expect(() => read(line)).toThrow(InvalidInput)
  expect(() => read(line)).toThrow(message)
})

test.each([
  ['--prot 1', "unknown option '--prot'"],
  ['-x', "unknown option '-x'"],
  ['--port', "option '--port <n>' argument missing"],
  ['-q -v', "option '-q, --quiet' cannot be used with option '-v, --verbose'"],
])('%j is refused by commander: %s', (line, message) => {
  expect(() => read(line)).toThrow(message)
})

test.each([
  ['-h', 'commander.helpDisplayed'],
  ['--version', 'commander.version'],
])('%s ends the command with exit code 0', (line, code) => {
  expect(() => read(line)).toThrow(expect.objectContaining({ code, exitCode: 0 }))
})
