import { parseArgs } from 'node:util'
import { type Plan, readPlan } from '../accounts/rate-limit'
import { InvalidInput } from '../validation/invalid-input'

/** What the command line asks for, checked. */
export interface Flags {
  port: number
  host: string
  seed?: string
  db?: string
  plan?: Plan
  latencyMs: number
  quiet: boolean
  verbose: boolean
  deterministic: boolean
  magicEmails: boolean
  version: boolean
  help: boolean
}

export const DEFAULT_PORT = 4010

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  seed: { type: 'string' },
  db: { type: 'string' },
  plan: { type: 'string' },
  latency: { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  verbose: { type: 'boolean', short: 'v' },
  deterministic: { type: 'boolean' },
  'no-magic-emails': { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Throws an InvalidInput whose message is a sentence for who typed the line. */
export function readFlags(args: string[]): Flags {
  const { values, positionals } = parse(args)
  const [stray] = positionals
  if (stray !== undefined) {
    const hint = stray.endsWith('.json') ? ` Did you mean --seed ${stray}?` : ''
    throw new InvalidInput(`${JSON.stringify(stray)} stands alone: everything is told by options.${hint}`)
  }
  const { port, host = '127.0.0.1', seed, db, plan, latency, quiet = false, verbose = false } = values
  if (quiet && verbose) throw new InvalidInput('--quiet and --verbose contradict each other: leave out one.')
  for (const [name, value] of Object.entries({ host, seed, db })) {
    if (value === '') throw new InvalidInput(`--${name} needs a value.`)
  }
  return {
    port: port === undefined ? DEFAULT_PORT : wholeNumber('--port', port, 65_535),
    host,
    ...(seed !== undefined && { seed }),
    ...(db !== undefined && { db }),
    ...(plan !== undefined && { plan: readPlan(/^\d{1,10}$/.test(plan) ? Number(plan) : plan, '--plan') }),
    latencyMs: latency === undefined ? 0 : wholeNumber('--latency', latency, 60_000),
    quiet,
    verbose,
    deterministic: values.deterministic ?? false,
    magicEmails: !values['no-magic-emails'],
    version: values.version ?? false,
    help: values.help ?? false,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args: withNegativeNumbers(args), options: OPTIONS, allowPositionals: true })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const [, option = ''] = /'([^' ]+)/.exec(message) ?? []
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw new InvalidInput(`There is no option ${option}.`)
    if (message.includes('ambiguous')) throw new InvalidInput(`${option} needs a value.`)
    throw new InvalidInput(`${message.split('\n')[0]}.`)
  }
}

/** `--port -1` as `--port=-1`: a number that is out of range, not a flag called 1. */
function withNegativeNumbers(args: string[]): string[] {
  const joined: string[] = []
  for (const arg of args) {
    if (/^-\d/.test(arg) && joined.at(-1)?.startsWith('--')) joined.push(`${joined.pop()}=${arg}`)
    else joined.push(arg)
  }
  return joined
}

function wholeNumber(option: string, text: string, max: number): number {
  const number = Number(text)
  if (/^\d{1,5}$/.test(text) && number <= max) return number
  throw new InvalidInput(`${option} must be a whole number from 0 to ${max}; it is ${JSON.stringify(text)}.`)
}
