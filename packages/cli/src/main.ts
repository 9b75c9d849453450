import { styleText } from 'node:util'
import type { Clock } from '@datafly/delivery'
import { CommanderError } from 'commander'
import { check } from './commands/check'
import { type DeliverOptions, deliver } from './commands/deliver'
import { type ExplainOptions, explain } from './commands/explain'
import { type ServeOptions, serve } from './commands/serve'
import { createProgram } from './flags'
import { hasColor, type Io } from './io'
import { UsageError } from './usage-error'

/**
 * Runs the command. `argv` holds the words after the command's name. `clock` replaces the time of
 * the host in tests. Resolves to the exit code: 0 when every event ends well, 1 when some fail, 2
 * for wrong use, and 128 plus the number of the signal after an interruption.
 */
export async function main(argv: readonly string[], io: Io, clock: Partial<Clock> = {}): Promise<number> {
  const stoppable = { ...io, signal: stopWhenUnread(io) }
  let exitCode = 0
  const commands = {
    deliver: (input: string | undefined, options: DeliverOptions) => deliver(input, options, stoppable, clock),
    check: (options: { config?: string }) => check(options, stoppable),
    explain: (source: string, options: ExplainOptions) => explain(source, options, stoppable),
    serve: (options: ServeOptions) => serve(options, stoppable),
  }
  const program = createProgram(commands, code => {
    exitCode = code
  })
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .configureHelp({ styleTitle: text => styleText('bold', text, { validateStream: false }) })
      .configureOutput({
        writeOut: text => io.stdout.write(text),
        writeErr: text => io.stderr.write(text),
        getOutHelpWidth: () => Math.min(io.stdout.columns ?? 100, 120),
        getErrHelpWidth: () => Math.min(io.stderr.columns ?? 100, 120),
        getOutHasColors: () => hasColor(io.stdout, io.env),
        getErrHasColors: () => hasColor(io.stderr, io.env),
      })
  }
  try {
    refuseKey(argv)
    // Package managers hand on the "--" that separates their own flags from a script's.
    await program.parseAsync(
      argv.filter((word, i) => word !== '--' || i > 1),
      { from: 'user' },
    )
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof UsageError)) throw error
    io.stderr.write(`${error.message}\n`)
    return 2
  }
}

function refuseKey(argv: readonly string[]): void {
  if (!argv.some(word => /^--?(api-?)?(key|token|password)\b/i.test(word))) return
  throw new UsageError(
    'Put the API key into the environment as FRESHDESK_API_KEY, never on the command line: every user of this machine ' +
      'can read a command line. If you have just typed the key here, delete it from the history of your shell.',
  )
}

/**
 * Aborts when the command is asked to stop, or when nothing reads its output any more. The reason
 * is the name of a signal, or the error when the output cannot be written for another reason.
 */
function stopWhenUnread({ signal, stdout, stderr }: Io): AbortSignal {
  const stop = new AbortController()
  stdout.on('error', (error: NodeJS.ErrnoException) => stop.abort(error.code === 'EPIPE' ? 'SIGPIPE' : error))
  stderr.on('error', () => {})
  if (signal.aborted) stop.abort(signal.reason)
  signal.addEventListener('abort', () => stop.abort(signal.reason))
  return stop.signal
}
