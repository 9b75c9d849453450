import type { Writable } from 'node:stream'
import type { Report } from '@datafly/delivery'
import { hasColor, type Terminal } from './io'
import type { InputLine } from './ndjson/event-line'
import { startProgress } from './progress'
import type { Summary } from './summary'
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
}

/**
 * Shows what happens. A program that reads standard output gets a line for each event; a person at
 * a terminal sees a bar while it lasts, and a table when it is over.
 */
export function createOutput({ stdout, stderr, env, json, dryRun, size }: OutputOptions) {
  const plain = env.TERM === 'dumb'
  const lines = json || dryRun || !stdout.isTTY
  const garbled = lines && stdout.isTTY
  const progress = stderr.isTTY && !plain && !garbled ? startProgress(stderr, size) : null
  const write = patientWriter(stdout)
  const format = json ? jsonLine : dryRun ? requestText : plainLine
  let bytes = 0

  return {
    async done({ line, size: length }: InputLine, report: Report, events: number): Promise<void> {
      bytes += length + 1
      progress?.update(bytes, events)
      if (lines) await write(`${format(line, report)}\n`)
    },
    pause(milliseconds: number): void {
      const note = `The destination asked for a pause of ${Math.ceil(milliseconds / 1000)} seconds.`
      if (progress) progress.note(note)
      else stderr.write(`${note}\n`)
    },
    finish(summary: Summary): void {
      progress?.stop()
      const rows = summary.rows
      if (lines || rows.length === 0) return
      stdout.write(`${renderTable(rows, { color: hasColor(stdout, env) })}\n`)
      if (rows.length < summary.total)
        stdout.write(`The first ${rows.length} of ${summary.failed} that did not make it.\n`)
    },
  }
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
