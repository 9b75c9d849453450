import { parseArgs } from 'node:util'
import { accountOf, type Settings } from '@datafly/destination-freshdesk'

/** Wrong use: the message says what to do, and the command ends with exit code 2. */
export class UsageError extends Error {}

export interface Options {
  /** A path, or '-' for standard input. */
  input: string
  concurrency: number
  maxAttempts: number
  json: boolean
  dryRun: boolean
  rejected: string | undefined
}

const FLAGS = {
  concurrency: { type: 'string', default: '4' },
  'max-attempts': { type: 'string', default: '6' },
  json: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  rejected: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const

const SEE_HELP = 'See deliver --help.'

/** What the words after the command ask for. Throws a UsageError when they cannot be understood. */
export function readArguments(argv: readonly string[], stdinIsTerminal: boolean): Options | 'help' | 'version' {
  const { values, positionals } = parse(argv)
  if (values.help) return 'help'
  if (values.version) return 'version'
  if (positionals.length > 1) throw new UsageError(`Give one file, not ${positionals.length}. ${SEE_HELP}`)
  if (positionals.length === 0 && stdinIsTerminal) {
    throw new UsageError(`Give a file of events, or pipe them in, or write - to type them here. ${SEE_HELP}`)
  }
  if (values.rejected === '') throw new UsageError(`--rejected needs the name of a file. ${SEE_HELP}`)
  return {
    input: positionals[0] ?? '-',
    concurrency: wholeNumber('--concurrency', values.concurrency, 1_000),
    maxAttempts: wholeNumber('--max-attempts', values['max-attempts'], 100),
    json: values.json,
    dryRun: values['dry-run'],
    rejected: values.rejected,
  }
}

function parse(argv: readonly string[]) {
  // Package managers hand on the "--" that separates their own flags from a script's.
  const args = argv[0] === '--' ? argv.slice(1) : [...argv]
  const key = args.find(arg => /^--?(api-?)?(key|token|password)\b/i.test(arg))
  if (key) {
    throw new UsageError(
      'The API key is never given on the command line, where every user of this machine can see it: put it into the ' +
        'environment as FRESHDESK_API_KEY. If you just typed it here, your shell has it in its history.',
    )
  }
  try {
    return parseArgs({ args, options: FLAGS, allowPositionals: true })
  } catch (error) {
    // The platform's first sentence is a good one; what follows it explains quoting.
    const [sentence] = (error as Error).message.split('. ')
    throw new UsageError(`${sentence?.replace(/\.$/, '')}. ${SEE_HELP}`)
  }
}

function wholeNumber(flag: string, text: string, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number
  throw new UsageError(`${flag} takes a whole number from 1 to ${most}, not "${text}".`)
}

/** Where each setting comes from. There is no flag for any of them, so that the key cannot end up in one. */
const VARIABLES = [
  {
    setting: 'domain',
    variable: 'FRESHDESK_DOMAIN',
    missing: 'the part of your Freshdesk address before .freshdesk.com',
  },
  { setting: 'apiKey', variable: 'FRESHDESK_API_KEY', missing: 'the API key of an agent who may manage contacts' },
  { setting: 'defaultCountry', variable: 'FRESHDESK_DEFAULT_COUNTRY' },
  { setting: 'consentCategory', variable: 'FRESHDESK_CONSENT_CATEGORY' },
] as const satisfies ReadonlyArray<{ setting: keyof Settings; variable: string; missing?: string }>

/** The destination's settings from the environment. Throws a UsageError when one is missing or cannot be used. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = VARIABLES.flatMap(({ setting, variable }) => {
    const value = env[variable]?.trim()
    return value ? [[setting, value]] : []
  })
  const settings = Object.fromEntries(given)
  const missing = VARIABLES.filter(entry => 'missing' in entry && !(entry.setting in settings))
  if (missing.length === 0) return usable(settings as Settings)
  const list = missing.map(entry => `  ${entry.variable}: ${'missing' in entry ? entry.missing : ''}`)
  throw new UsageError(`Set these variables in the environment first:\n${list.join('\n')}\n${SEE_HELP}`)
}

/** What is wrong with the settings is wrong for every event: it is said once, before anything is read. */
function usable(settings: Settings): Settings {
  try {
    accountOf(settings)
    return settings
  } catch (error) {
    throw new UsageError(`${(error as Error).message} ${SEE_HELP}`)
  }
}
