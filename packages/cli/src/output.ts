import type { Writable } from 'node:stream'
import type { Report } from '@datafly/delivery'
import { hasColor, type Terminal } from './io'
import type { InputLine } from './ndjson/event-line'
import { startProgress } from './progress'
import { countsText, type Summary } from './summary'
import { renderTable } from './table'
import { jsonLine, plainLine, requestText } from './text'

export interface OutputOptions {
  stdout: Terminal
  stderr: Terminal
  env: NodeJS.ProcessEnv
  json: boolean
  dryRun: boolean
  /** The size of the input in bytes, or null when it is unknown. */
  size: number | null
  /** The number of bytes of the input whose events are done. */
  consumed: () => number
  summary: Summary
}

/** Milliseconds between two lines of progress where there is no terminal. */
const REPORT_INTERVAL = 30_000

/**
 * Shows the delivery. A program that reads standard output gets a line for each event. A person at
 * a terminal sees a live line during the delivery, and a table at its end.
 */
export function createOutput({ stdout, stderr, env, json, dryRun, size, consumed, summary }: OutputOptions) {
  const plain = env.TERM === 'dumb'
  const lines = json || dryRun || !stdout.isTTY
  const garbled = lines && stdout.isTTY
  const start = performance.now()
  const write = patientWriter(stdout)
  const format = json ? jsonLine : dryRun ? requestText : plainLine
  let pausedUntil = 0
  let pauseReason = ''

  const state = () => {
    const seconds = Math.max(0.001, (performance.now() - start) / 1000)
    const part = size ? consumed() / size : 0
    const pause = Math.ceil((pausedUntil - performance.now()) / 1000)
    return [
      `${summary.total} events`,
      `${Math.round(summary.total / seconds)}/s`,
      ...(part > 0.01 && part < 1 ? [`${duration((seconds / part) * (1 - part))} left`] : []),
      ...(pause > 0 ? [`paused ${pause} s: ${pauseReason}`] : []),
      countsText(summary.counts),
    ]
      .filter(Boolean)
      .join(', ')
  }
  const progress = stderr.isTTY && !plain && !garbled ? startProgress(stderr, size, state) : null
  const timer = progress ? null : setInterval(() => stderr.write(`${state()}\n`), REPORT_INTERVAL).unref()

  return {
    async done({ line }: InputLine, report: Report): Promise<void> {
      progress?.update(consumed())
      if (lines) await write(`${format(line, report)}\n`)
    },
    pause(milliseconds: number, reason: 'rate-limit' | 'outage'): void {
      const seconds = Math.ceil(milliseconds / 1000)
      pausedUntil = performance.now() + milliseconds
      pauseReason = reason === 'outage' ? 'Freshdesk is out of reach' : 'rate limit'
      const isOutage = reason === 'outage'
      const note = isOutage
        ? `Freshdesk is out of reach. All events wait ${seconds} s, then one request tries again.`
        : `Freshdesk's rate limit is used up. All events wait ${seconds} s, as Freshdesk asks, and then go on.`
      if (progress) progress.update(consumed())
      else stderr.write(`${note}\n`)
    },
    finish(): void {
      progress?.stop()
      if (timer) clearInterval(timer)
      const rows = summary.rows
      if (lines || rows.length === 0) return
      stdout.write(`${renderTable(rows, { color: hasColor(stdout, env) })}\n`)
      if (rows.length < summary.total) stdout.write(`The first ${rows.length} of ${summary.failed} failed events.\n`)
    },
  }
}

/** "40 s", "12 min" or "3 h": a time left is never exact. */
function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`
}

/** Writes no faster than the other end reads. */
function patientWriter(stream: Writable): (text: string) => Promise<void> | undefined {
  let drained: Promise<void> | undefined
  return text => {
    if (stream.write(text) || stream.destroyed) return undefined
    drained ??= new Promise<void>(resolve => {
      for (const event of ['drain', 'error', 'close']) stream.once(event, () => resolve())
    }).then(() => {
      drained = undefined
    })
    return drained
  }
}
