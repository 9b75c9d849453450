import { Command, Option } from 'commander'
import type * as v from 'valibot'
import { NEWEST } from '../generations'
import type { Year } from '../generations/generation'
import { InvalidInput } from '../validation/invalid-input'
import { optionShape } from '../validation/options'
import { parse } from '../validation/parse'
import { EXAMPLES } from './examples'

/**
 * The checked flags of one command line, by the names of startMock()'s options where they are such
 * options.
 */
export interface Flags {
  port: number
  host: string
  seed?: string
  db?: string
  plan?: v.InferOutput<typeof optionShape.plan>
  generation: Year
  latency: number
  quiet?: true
  verbose?: true
  deterministic?: true
  magicEmails: boolean
  cors: boolean
  allowHost?: string[]
}

const DEFAULT_PORT = 4010

/** Declares every flag once: the parser, --help and the table of flags come from here. */
export function createProgram(version: string): Command {
  return new Command('mock-freshdesk')
    .description('A Freshdesk to test against. It answers under /api/v2 as Freshdesk does.')
    .option('--port <n>', 'listen on this port; 0 takes a free one', wholeNumber('port'), DEFAULT_PORT)
    .option('--host <host>', 'listen on this address; 0.0.0.0 lets other machines in', text('host'), '127.0.0.1')
    .option('--seed <file>', 'start with this data: a seed, a snapshot or a saved recording', text('seed'))
    .option(
      '--db <file>',
      'keep the data in this file from one start to the next; once it holds data, --seed is only what a reset returns to',
      text('db'),
    )
    .option(
      '--plan <plan>',
      'the rate limit: trial, growth, pro, enterprise (700 a minute, the default), requests a minute, or off',
      (given: string) => parse(optionShape.plan, toNumber(given), '--plan'),
    )
    .option('--generation <year>', 'the age of the accounts: 2022, 2024 or 2026', year, NEWEST)
    .option('--latency <ms>', 'delay every response by so many milliseconds', wholeNumber('latencyMs', '--latency'), 0)
    .option('--deterministic', 'the same ids at every start, and a clock that stands still until you move it')
    .option('--no-magic-emails', 'e-mail addresses such as ada+429@example.com mean nothing')
    .option('--no-cors', 'do not let pages of other origins call /api/v2 from a browser')
    .addOption(
      new Option('--allow-host <name>', 'let browsers open /__admin by this name too; may be repeated').argParser(
        (given: string, names: string[] = []) => parse(optionShape.allowHosts, [...names, given], '--allow-host'),
      ),
    )
    .addOption(new Option('-q, --quiet', 'print the URL only').conflicts('verbose'))
    .option('-v, --verbose', 'print the bodies of requests and responses too')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('See mock-freshdesk --help.')
    .allowExcessArguments(true)
    .exitOverride()
}

/**
 * Reads a command line without the name of the command.
 *
 * @throws InvalidInput with a sentence about a wrong value, CommanderError after --help, --version
 *   or a wrong flag.
 */
export function parseFlags(program: Command, words: readonly string[]): Flags {
  program.parse(words, { from: 'user' })
  const [stray] = program.args
  if (stray === undefined) return program.opts()
  const hint = stray.endsWith('.json') ? ` Did you mean --seed ${stray}?` : ''
  throw new InvalidInput(`${JSON.stringify(stray)} belongs to no flag.${hint}`)
}

const toNumber = (given: string) => (/^-?\d{1,10}$/.test(given) ? Number(given) : given)

const wholeNumber =
  (option: 'port' | 'latencyMs', flag = `--${option}`) =>
  (given: string): number =>
    parse(optionShape[option], toNumber(given), flag)

const year = (given: string) => parse(optionShape.generation, toNumber(given), '--generation')

const text =
  (name: string) =>
  (given: string): string => {
    if (given !== '' && !given.startsWith('--')) return given
    throw new InvalidInput(`--${name} needs a value.`)
  }
