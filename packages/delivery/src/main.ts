import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import freshdesk, { type Settings } from '@datafly/destination-freshdesk'
import { closingLines } from './closing'
import { createHost, type HostOptions } from './deliver'
import { deliverAll } from './deliver-all'
import { createDryRun } from './dry-run'
import { readEvents } from './events'
import { HELP } from './help'
import { cause, type Input, openInput } from './input'
import { type Options, readArguments, readSettings, UsageError } from './options'
import { createOutput } from './output'
import { rejectedLine } from './rejected'
import { openRejectedFile } from './rejected-file'
import { failed } from './report'
import { createTally } from './tally'

/** All of the world that the command has to do with. */
export interface Io {
  stdin: Readable & { isTTY?: boolean; fd?: number }
  stdout: Writable & { isTTY?: boolean }
  stderr: Writable & { isTTY?: boolean }
  /** Aborts with the name of the signal that asks the command to stop. */
  signal: AbortSignal
}

/** For each place at work so many lines may be in hand, so that one person's retries do not hold up everybody else. */
const LINES_PER_PLACE = 25

/**
 * The command. Resolves to its exit code: 0 when every event ended well, 1 when some did not, 2 for wrong use, 128 and the
 * number of the signal when it was interrupted.
 */
export async function main(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  io: Io,
  overrides: Partial<HostOptions<Settings>> = {},
): Promise<number> {
  const stop = stopper(io)
  try {
    const options = readArguments(argv, io.stdin.isTTY === true)
    if (options === 'help') io.stdout.write(HELP)
    else if (options === 'version') io.stdout.write(`${version()}\n`)
    else {
      const host = { definition: freshdesk, settings: readSettings(env), signal: stop, ...overrides }
      return await run(options, host, env, { ...io, signal: stop })
    }
    return 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    io.stderr.write(`${error.message}\n`)
    return 2
  }
}

async function run(options: Options, host: HostOptions<Settings>, env: NodeJS.ProcessEnv, io: Io): Promise<number> {
  const { concurrency, maxAttempts } = options
  const input = openInput(options.input, io.stdin)
  const rejected = options.rejected === undefined ? null : openRejected(options.rejected, input)
  const stop = io.signal
  stop.addEventListener('abort', input.close)
  if (stop.aborted) input.close()
  const output = createOutput({ ...io, ...options, env, size: input.size })
  const tally = createTally()
  const create = options.dryRun ? createDryRun : createHost
  const onPause = output.pause

  const { lastLine, error } = await deliverAll({
    lines: readEvents(input.bytes),
    host: create({ ...host, concurrency, maxAttempts, onPause }),
    signal: stop,
    inHand: concurrency * LINES_PER_PLACE,
    onDone(line, report) {
      let kept = false
      try {
        if (rejected && failed(report)) {
          rejected.add(rejectedLine(line, report, new Date()))
          kept = true
        }
      } finally {
        tally.add(line.line, report, kept)
      }
      return output.done(line, report, tally.total)
    },
  })
  output.finish(tally)
  rejected?.close()
  if (error instanceof UsageError) throw error

  const trouble = error ?? (stop.reason instanceof Error ? stop.reason : null)
  const ending = {
    tally,
    input: options.input === '-' ? null : options.input,
    rejected: options.rejected ?? null,
    lastLine,
    interrupted: stop.aborted && !trouble,
    dryRun: options.dryRun,
    problem: trouble ? `It could not go on: ${cause(trouble)}.` : null,
  }
  for (const line of closingLines(ending)) io.stderr.write(`${line}\n`)
  if (trouble) return 1
  if (stop.aborted) return 128 + (constants.signals[stop.reason as NodeJS.Signals] ?? constants.signals.SIGINT)
  return tally.failed > 0 ? 1 : 0
}

function openRejected(path: string, input: Input) {
  try {
    return openRejectedFile(path, input.identity)
  } catch (error) {
    input.close()
    throw new UsageError(`${path} cannot take the rejected events: ${cause(error)}.`)
  }
}

/**
 * Aborts when the command is asked to stop, or when nobody reads its output any more: with the name of a signal, or with
 * an error when the output cannot be written for another reason.
 */
function stopper({ signal, stdout, stderr }: Io): AbortSignal {
  const stop = new AbortController()
  stdout.on('error', (error: NodeJS.ErrnoException) => stop.abort(error.code === 'EPIPE' ? 'SIGPIPE' : error))
  stderr.on('error', () => {})
  if (signal.aborted) stop.abort(signal.reason)
  signal.addEventListener('abort', () => stop.abort(signal.reason))
  return stop.signal
}

/** Of the package, wherever this file stands in it: in the sources or built. */
function version(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8')).version
}
