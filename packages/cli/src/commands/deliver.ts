import { constants } from 'node:os'
import { type Clock, createDryRun, createHost, failed, type Report, type Stop } from '@datafly/delivery'
import freshdesk, { type Settings } from '@datafly/destination-freshdesk'
import type { Subscription } from '@segment/actions-core'
import { checkOwnAccount, toAdvice } from '../check-account'
import { type Checkpoint, openCheckpoint } from '../checkpoint'
import { readConfig, readMappings } from '../config'
import { deliverAll } from '../deliver-all'
import { cause, type Input, openInput } from '../input'
import { detectForm } from '../input-form'
import type { Io } from '../io'
import type { InputLine } from '../ndjson/event-line'
import { readEvents } from '../ndjson/read-events'
import { rejectedLine } from '../ndjson/rejected'
import { openRejectedFile } from '../ndjson/rejected-file'
import { createOutput } from '../output'
import { readSettings, warnAboutBaseUrl } from '../settings'
import { toSubscriptions } from '../subscriptions'
import { createSummary, isOpen } from '../summary'
import { summaryLines } from '../summary-lines'
import { printable, quoted } from '../text'
import { UsageError } from '../usage-error'

export interface DeliverOptions {
  concurrency: number
  maxAttempts: number
  rate?: number
  share?: number
  allowDeletes?: boolean
  config?: string
  mapping?: string
  json?: boolean
  dryRun?: boolean
  rejected?: string
  checkpoint?: string
  /** False skips the check of the account before the first event. */
  check?: boolean
}

/**
 * The lines in hand for each delivery in progress, so that the retries of one person do not hold up
 * the others.
 */
const LINES_PER_DELIVERY = 25

/**
 * Delivers a file, or standard input without one. Resolves to the exit code. Throws a UsageError
 * for wrong use.
 */
export async function deliver(
  file: string | undefined,
  options: DeliverOptions,
  io: Io,
  clock: Partial<Clock>,
): Promise<number> {
  const path = choosePath(file, options, io)
  const config = readConfig(options.config)
  const { concurrency, maxAttempts, json = false, dryRun = false, check = true } = options
  const { rate, share, allowDeletes = false } = { ...config, ...options }
  const settings = readSettings(io.env, config)
  const subscriptions = toSubscriptions(config, readMappings(options.mapping))
  warnAboutBaseUrl(io)
  if (check && !dryRun) await refuseBadAccount(settings, subscriptions, io)
  const halt = new AbortController()
  let stop: Stop | null = null
  const input = openInput(path, io.stdin)
  const close = () => {
    input.close()
    halt.abort(io.signal.reason)
  }
  if (io.signal.aborted) close()
  else io.signal.addEventListener('abort', close)
  const rejected = options.rejected === undefined ? null : openRejected(options.rejected, input)
  const checkpoint = options.checkpoint === undefined || dryRun ? null : await openOwn(options.checkpoint, path)
  if (checkpoint && checkpoint.doneBefore > 0) {
    io.stderr.write(`${checkpoint.doneBefore} events are done already, according to ${options.checkpoint}.\n`)
  }

  const form = { isGzip: false, isArray: false }
  // A small file is read at once, so the bar shows the part that is delivered. A packed file has
  // only a packed size.
  let finishedBytes = 0
  let unpackedBytes = 0
  async function* counted(bytes: AsyncIterable<Uint8Array>) {
    for await (const chunk of bytes) {
      unpackedBytes += chunk.length
      yield chunk
    }
  }
  const consumed = () => (unpackedBytes === 0 ? 0 : (input.consumed() * finishedBytes) / unpackedBytes)
  const numbers = new WeakMap<InputLine, number>()
  async function* lines(): AsyncGenerator<InputLine> {
    const { bytes, separator, isGzip } = await detectForm(input.bytes, path === '-' ? null : path)
    Object.assign(form, { isGzip, isArray: separator === 'array' })
    let number = 0
    for await (const line of readEvents(counted(bytes), { separator })) {
      numbers.set(line, number)
      if (checkpoint?.isDone(number++)) finishedBytes += line.size
      else yield line
    }
  }

  const summary = createSummary()
  const host = (dryRun ? createDryRun : createHost)(
    {
      definition: freshdesk,
      settings,
      subscriptions,
      signal: io.signal,
      concurrency,
      maxAttempts,
      allowDeletes,
      ...(rate !== undefined && { rate }),
      ...(share !== undefined && { share }),
      onPause: (milliseconds, reason) => output.pause(milliseconds, reason),
      onStop: reason => {
        stop = reason
        input.close()
        halt.abort(reason)
      },
    },
    clock,
  )
  const output = createOutput({ ...io, json, dryRun, size: input.size, consumed, summary })

  const { lastLine, error } = await deliverAll({
    lines: lines(),
    host,
    signal: halt.signal,
    inHand: concurrency * LINES_PER_DELIVERY,
    onDone(line, report) {
      const shown = inWordsOfTheCommand(report)
      // The next run delivers an open event again, in order.
      const open = isOpen(report)
      let kept = checkpoint !== null && open
      try {
        if (rejected && failed(report) && !kept) {
          rejected.add(rejectedLine(line, shown, new Date()))
          kept = true
        }
        if (!open) checkpoint?.add(numbers.get(line) ?? 0)
      } finally {
        summary.add(line.line, shown, kept)
        finishedBytes += line.size
      }
      return output.done(line, shown)
    },
  })
  output.finish()
  rejected?.close()
  checkpoint?.close()
  if (error instanceof UsageError) throw error

  const trouble = error ?? (io.signal.reason instanceof Error ? io.signal.reason : null)
  const interrupted = io.signal.aborted && !trouble
  const ending = {
    summary,
    input: path === '-' ? null : path,
    ...form,
    rejected: options.rejected ?? null,
    checkpoint: checkpoint ? (options.checkpoint ?? null) : null,
    flags: flagsOf(options),
    lastLine,
    interrupted,
    dryRun,
    problem: trouble ? `The command could not go on: ${cause(trouble)}.` : interrupted ? null : toProblem(stop),
  }
  for (const line of summaryLines(ending)) io.stderr.write(`${line}\n`)
  if (trouble) return 1
  if (interrupted) return 128 + (constants.signals[io.signal.reason as NodeJS.Signals] ?? constants.signals.SIGINT)
  return summary.failed > 0 ? 1 : 0
}

/**
 * A wrong key is found by one request, before any event. What the check cannot know does not stop
 * the delivery.
 */
async function refuseBadAccount(settings: Settings, subscriptions: readonly Subscription[], io: Io): Promise<void> {
  const checks = await checkOwnAccount(settings, subscriptions)
  const failures = checks.filter(({ state }) => state === 'failed')
  if (failures.length > 0) {
    const problems = failures.map(({ message }) => printable(message))
    throw new UsageError([...problems, 'No event was sent.', ...toAdvice(checks)].join('\n'))
  }
  for (const { state, message } of checks) {
    if (state === 'unknown')
      io.stderr.write(`Not checked: ${printable(message)} The delivery starts without this check.\n`)
  }
}

function choosePath(file: string | undefined, { checkpoint }: DeliverOptions, { stdin }: Io): string {
  if (file === undefined && stdin.isTTY) {
    throw new UsageError(
      'Give a file of events, or pipe events in, or write - to type them here. See datafly deliver --help.',
    )
  }
  const path = file ?? '-'
  if (checkpoint !== undefined && path === '-') {
    throw new UsageError('A checkpoint needs a file of events, because standard input cannot be read twice.')
  }
  return path
}

/** The library speaks of options, the command of flags. */
function inWordsOfTheCommand(report: Report): Report {
  if (report.reason !== 'deletes-not-allowed') return report
  return { ...report, message: 'The event asks to delete a person. Add --allow-deletes to carry out deletions.' }
}

function toProblem(stop: Stop | null): string | null {
  if (!stop) return null
  const { reason, message } = stop
  return reason === 'refused'
    ? `The delivery stopped, because Freshdesk refuses every request. ${message}`
    : `The delivery stopped, because Freshdesk has been out of reach for too long. ${message}`
}

/** The flags of this run that the next command needs as well. */
function flagsOf(options: DeliverOptions): string {
  const { concurrency, maxAttempts, rate, share, allowDeletes, json, dryRun, check } = options
  const flags = [
    concurrency !== 4 && `--concurrency ${concurrency}`,
    maxAttempts !== 6 && `--max-attempts ${maxAttempts}`,
    rate !== undefined && `--rate ${rate}`,
    share !== undefined && `--share ${Math.round(share * 100)}%`,
    options.config !== undefined && `--config ${quoted(options.config)}`,
    options.mapping !== undefined && `--mapping ${quoted(options.mapping)}`,
    allowDeletes && '--allow-deletes',
    json && '--json',
    dryRun && '--dry-run',
    check === false && '--no-check',
  ]
  return flags.filter(Boolean).join(' ')
}

function openRejected(path: string, input: Input) {
  try {
    return openRejectedFile(path, input.identity)
  } catch (error) {
    input.close()
    throw new UsageError(`${path} cannot take the rejected events: ${cause(error)}.`)
  }
}

async function openOwn(path: string, input: string): Promise<Checkpoint> {
  try {
    return await openCheckpoint(path, input)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`The checkpoint ${quoted(path)} cannot be written: ${cause(error)}.`)
  }
}
