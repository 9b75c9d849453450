import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { DeliverOptions } from './commands/deliver'
import type { ExplainOptions } from './commands/explain'
import type { ServeOptions } from './commands/serve'
import { deliverHelp } from './help'

/** The work behind each command. Each function resolves to the exit code. */
export interface Commands {
  deliver(input: string | undefined, options: DeliverOptions): Promise<number>
  check(options: { config?: string }): Promise<number>
  explain(source: string, options: ExplainOptions): Promise<number>
  serve(options: ServeOptions): Promise<number>
}

/**
 * Declares every command and flag once: the parser, the help and the tables in docs/deliver.md come
 * from here.
 */
export function createProgram(run: Commands, onExitCode: (code: number) => void): Command {
  const program = new Command('datafly')
    .description('Delivers events to Freshdesk: each identified person with consent becomes a contact.')
    .version(version(), '-v, --version', 'show the version of this command')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .showSuggestionAfterError()

  program
    .command('deliver')
    .summary('deliver a file or a stream of events')
    .description('Delivers events to Freshdesk: each identified person with consent becomes a contact.')
    .argument('[file]', 'a file with one event a line, as JSON; without it or with -, standard input')
    .option('--dry-run', 'show the exact requests and send nothing')
    .option(
      '--rejected <file>',
      'add each failed event to this file, with the reason, ready for another delivery',
      parseFile,
    )
    .option('--json', 'write one line of JSON for each event to standard output')
    .option('--concurrency <n>', 'deliver up to this many events at the same time', wholeNumber(1_000), 4)
    .option('--max-attempts <n>', 'give an event up after this many attempts', wholeNumber(100), 6)
    .option('--rate <n>', 'send at most this many requests a minute', wholeNumber(100_000))
    .option(
      '--share <percent>',
      'use this part of the rate limit and leave the rest to others, such as 50%',
      parseShare,
    )
    .option(
      '--checkpoint <file>',
      'record what is done in this file, so that the same command goes on after a stop',
      parseFile,
    )
    .option('--config <file>', CONFIG, parseFile)
    .option('--mapping <file>', MAPPING, parseFile)
    .option('--no-check', 'skip the check of the account before the first event')
    .option('--allow-deletes', 'carry out events of type "delete"')
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', ({ command, error }) => deliverHelp(command, error))
    .showHelpAfterError('See datafly deliver --help.')
    .action(async (input, options) => onExitCode(await run.deliver(input, options)))

  program
    .command('check')
    .summary('test the API key, the permission and the custom fields')
    .description(
      'Tests the account before a delivery: the API key, the permission to create contacts, and the custom fields.',
    )
    .option('--config <file>', CONFIG, parseFile)
    .helpOption('-h, --help', 'show this help')
    .addHelpText(
      'after',
      '\nChanges nothing in Freshdesk. Exit code 0: all is well; 2: a check failed; 1: a check found no answer.',
    )
    .action(async options => onExitCode(await run.check(options)))

  program
    .command('explain')
    .summary('show what becomes of one event, without sending it')
    .description(
      'Shows the action, the mapped payload, the consent, the contact, the omissions and the requests of one event.',
    )
    .argument('<event>', 'an event as JSON, a file whose first event is taken, or - for standard input')
    .option('--config <file>', CONFIG, parseFile)
    .option('--mapping <file>', MAPPING, parseFile)
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', '\nExample:\n  datafly explain examples/data/signed-up.ndjson')
    .showHelpAfterError('See datafly explain --help.')
    .action(async (source, options) => onExitCode(await run.explain(source, options)))

  program
    .command('serve')
    .summary('run the server: intake, store, delivery and admin API')
    .description('Takes events over HTTP, stores them in PostgreSQL and delivers them. See docs/server.md.')
    .option(
      '--config <file>',
      'the sources and integrations; without it datafly.config.json, when this file exists',
      parseFile,
    )
    .option('--data <folder>', 'the folder of the embedded database and of the encryption key', 'datafly-data')
    .option('--database-url <url>', 'a PostgreSQL server, 15 or later, instead of the embedded one; also DATABASE_URL')
    .addOption(
      new Option('--role <role>', 'what this process does').choices(['intake', 'worker', 'all']).default('all'),
    )
    .option('--host <address>', 'where intake listens', '127.0.0.1')
    .option('--port <n>', 'the port of intake; 0 for a free one', wholeNumber(65_535, 0), 4100)
    .option('--admin-host <address>', 'where the admin API, health checks and metrics listen', '127.0.0.1')
    .option('--admin-port <n>', 'the port of the admin API; 0 for a free one', wholeNumber(65_535, 0), 4101)
    .option('--keep-days <n>', 'the days for which events are kept', wholeNumber(3_650), 7)
    .helpOption('-h, --help', 'show this help')
    .showHelpAfterError('See datafly serve --help.')
    .action(async options => onExitCode(await run.serve(options)))

  return program
}

const CONFIG = 'the domain, settings and subscriptions of this file, see docs/deliver.md; never the key'
const MAPPING = 'try the mappings of this file instead of the default ones'

function wholeNumber(max: number, min = 1) {
  return (text: string): number => {
    const number = Number(text)
    if (/^\d+$/.test(text) && number >= min && number <= max) return number
    throw new InvalidArgumentError(`Write a whole number from ${min} to ${max}.`)
  }
}

/** "50%" is 0.5. */
function parseShare(text: string): number {
  const percent = Number(text.replace(/%$/, ''))
  if (/^\d+%?$/.test(text) && percent >= 1 && percent <= 100) return percent / 100
  throw new InvalidArgumentError('Write a percentage from 1% to 100%.')
}

function parseFile(path: string): string {
  if (path === '') throw new InvalidArgumentError('Write the name of a file.')
  return path
}

/** The version in package.json, which is one folder up both in the sources and in the build. */
function version(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')).version
}
