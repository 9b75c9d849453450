import { readArguments, readSettings } from './options'

const DEFAULTS = { input: '-', concurrency: 4, maxAttempts: 6, json: false, dryRun: false, rejected: undefined }

it.each([
  ['', {}],
  ['-', {}],
  ['events.ndjson', { input: 'events.ndjson' }],
  ['-- events.ndjson --json', { input: 'events.ndjson', json: true }],
  ['--json events.ndjson --dry-run', { input: 'events.ndjson', json: true, dryRun: true }],
  ['--concurrency 10 --max-attempts=3', { concurrency: 10, maxAttempts: 3 }],
  ['a --rejected b', { input: 'a', rejected: 'b' }],
])('"%s" is understood', (words, expected) => {
  expect(readArguments(words.split(' ').filter(Boolean), false)).toEqual({ ...DEFAULTS, ...expected })
})

it.each([
  ['--help', 'help'],
  ['-h', 'help'],
  ['events.ndjson --help', 'help'],
  ['--version', 'version'],
  ['-v', 'version'],
])('"%s" asks for the %s', (words, expected) => {
  expect(readArguments(words.split(' '), true)).toBe(expected)
})

it.each([
  ['a b', 'Give one file, not 2. See deliver --help.'],
  ['--no-such-flag', "Unknown option '--no-such-flag'. See deliver --help."],
  ['--json=yes', "Option '--json' does not take an argument. See deliver --help."],
  ['--rejected', "Option '--rejected <value>' argument missing. See deliver --help."],
  ['--rejected=', '--rejected needs the name of a file. See deliver --help.'],
  ['--concurrency 0', '--concurrency takes a whole number from 1 to 1000, not "0".'],
  ['--concurrency 1.5', '--concurrency takes a whole number from 1 to 1000, not "1.5".'],
  ['--concurrency many', '--concurrency takes a whole number from 1 to 1000, not "many".'],
  ['--concurrency=-3', '--concurrency takes a whole number from 1 to 1000, not "-3".'],
  ['--concurrency 1e3', '--concurrency takes a whole number from 1 to 1000, not "1e3".'],
  ['--max-attempts 101', '--max-attempts takes a whole number from 1 to 100, not "101".'],
])('"%s" is refused', (words, message) => {
  expect(() => readArguments(words.split(' '), false)).toThrow(message)
})

it('nothing to read at a terminal is refused, unless it was asked for', () => {
  expect(() => readArguments([], true)).toThrow('Give a file of events, or pipe them in')
  expect(readArguments(['-'], true)).toEqual(DEFAULTS)
})

it.each(['--api-key=sesame', '--api-key sesame', '--apikey sesame', '--key=sesame', '--token sesame', '-key sesame'])(
  'a key on the command line is refused with the reason, and not repeated: %s',
  words => {
    expect(() => readArguments(words.split(' '), false)).toThrow('FRESHDESK_API_KEY')
    expect(() => readArguments(words.split(' '), false)).not.toThrow('sesame')
  },
)

it('settings come from the environment, without spaces around them', () => {
  const env = {
    FRESHDESK_DOMAIN: ' acme ',
    FRESHDESK_API_KEY: 'sesame\n',
    FRESHDESK_DEFAULT_COUNTRY: 'DE',
    FRESHDESK_CONSENT_CATEGORY: 'C0004',
  }
  expect(readSettings(env)).toEqual({
    domain: 'acme',
    apiKey: 'sesame',
    defaultCountry: 'DE',
    consentCategory: 'C0004',
  })
  expect(readSettings({ FRESHDESK_DOMAIN: 'acme', FRESHDESK_API_KEY: 'k', FRESHDESK_DEFAULT_COUNTRY: '' })).toEqual({
    domain: 'acme',
    apiKey: 'k',
  })
})

it('every required setting that is missing is named', () => {
  expect(() => readSettings({ FRESHDESK_API_KEY: 'sesame' })).toThrow(/FRESHDESK_DOMAIN(?!.*FRESHDESK_API_KEY)/s)
  expect(() => readSettings({ FRESHDESK_DOMAIN: ' ', FRESHDESK_API_KEY: '' })).toThrow(
    /FRESHDESK_DOMAIN.*FRESHDESK_API_KEY/s,
  )
})

it.each([
  ['FRESHDESK_DOMAIN', 'evil.example', 'Enter only the part before .freshdesk.com'],
  ['FRESHDESK_DEFAULT_COUNTRY', 'UK', 'The United Kingdom is GB, not UK.'],
])('%s that cannot be used is said once, before anything is read', (variable, value, words) => {
  expect(() => readSettings({ FRESHDESK_DOMAIN: 'acme', FRESHDESK_API_KEY: 'k', [variable]: value })).toThrow(words)
})
