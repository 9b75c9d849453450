import { constants } from 'node:os'
import { type Clock, createDryRun, createHost, failed } from '@datafly/delivery'
import freshdesk from '@datafly/destination-freshdesk'
import { deliverAll } from '../deliver-all'
import { cause, type Input, openInput } from '../input'
import type { Io } from '../io'
import { readEvents } from '../ndjson/read-events'
import { rejectedLine } from '../ndjson/rejected'
import { openRejectedFile } from '../ndjson/rejected-file'
import { createOutput } from '../output'
import { readSettings } from '../settings'
import { createSummary } from '../summary'
import { summaryLines } from '../summary-lines'
import { UsageError } from '../usage-error'

export interface DeliverOptions {
  concurrency: number
  maxAttempts: number
  json?: boolean
  dryRun?: boolean
  rejected?: string
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
  if (file === undefined && io.stdin.isTTY) {
    throw new UsageError(
      'Give a file of events, or pipe events in, or write - to type them here. See datafly deliver --help.',
    )
  }
  const path = file ?? '-'
  const stop = io.signal
  const host = { definition: freshdesk, settings: readSettings(io.env), signal: stop }
  const { concurrency, maxAttempts, json = false, dryRun = false } = options
  const input = openInput(path, io.stdin)
  const rejected = options.rejected === undefined ? null : openRejected(options.rejected, input)
  stop.addEventListener('abort', input.close)
  if (stop.aborted) input.close()
  const output = createOutput({ ...io, json, dryRun, size: input.size })
  const summary = createSummary()
  const create = dryRun ? createDryRun : createHost
  const onPause = output.pause

  const { lastLine, error } = await deliverAll({
    lines: readEvents(input.bytes),
    host: create({ ...host, concurrency, maxAttempts, onPause }, clock),
    signal: stop,
    inHand: concurrency * LINES_PER_DELIVERY,
    onDone(line, report) {
      let kept = false
      try {
        if (rejected && failed(report)) {
          rejected.add(rejectedLine(line, report, new Date()))
          kept = true
        }
      } finally {
        summary.add(line.line, report, kept)
      }
      return output.done(line, report, summary.total)
    },
  })
  output.finish(summary)
  rejected?.close()
  if (error instanceof UsageError) throw error

  const trouble = error ?? (stop.reason instanceof Error ? stop.reason : null)
  const ending = {
    summary,
    input: path === '-' ? null : path,
    rejected: options.rejected ?? null,
    lastLine,
    interrupted: stop.aborted && !trouble,
    dryRun,
    problem: trouble ? `It could not go on: ${cause(trouble)}.` : null,
  }
  for (const line of summaryLines(ending)) io.stderr.write(`${line}\n`)
  if (trouble) return 1
  if (stop.aborted) return 128 + (constants.signals[stop.reason as NodeJS.Signals] ?? constants.signals.SIGINT)
  return summary.failed > 0 ? 1 : 0
}

function openRejected(path: string, input: Input) {
  try {
    return openRejectedFile(path, input.identity)
  } catch (error) {
    input.close()
    throw new UsageError(`${path} cannot take the rejected events: ${cause(error)}.`)
  }
}
