import { type Host, type Report, toReport } from '@datafly/delivery'
import type { InputLine, UnreadableLine } from './ndjson/event-line'

export interface DeliverAllOptions {
  lines: AsyncIterable<InputLine>
  host: Pick<Host, 'deliver'>
  signal: AbortSignal
  /**
   * Lines that may be in hand, read but not yet done with: no more are read until one of them is.
   */
  inHand: number
  /** Called once for each line, with what became of it; the line stays in hand until then. */
  onDone: (line: InputLine, report: Report) => Promise<void> | void
}

export interface Delivered {
  /** The number of the last line that was read; 0 before the first. */
  lastLine: number
  /** What kept it from going on: the input could not be read, or `onDone` failed. */
  error: unknown
}

/** However few they are, once the lines in hand are longer than this together no more are read. */
const MAX_BYTES = 64 * 1024 * 1024

/**
 * Delivers line after line until there are no more, the signal aborts or something goes wrong, and
 * waits for those in hand. Never rejects.
 */
export async function deliverAll(options: DeliverAllOptions): Promise<Delivered> {
  const { lines, host, signal, inHand, onDone } = options
  let count = 0
  let bytes = 0
  let lastLine = 0
  let error: unknown
  let wake = () => {}
  const change = () =>
    new Promise<void>(resolve => {
      wake = resolve
    })

  async function settle(line: InputLine): Promise<void> {
    try {
      await onDone(line, 'event' in line ? await host.deliver(line.event) : unreadable(line))
    } catch (reason) {
      error ??= reason
    }
    count--
    bytes -= line.size
    wake()
  }

  try {
    for await (const line of lines) {
      lastLine = line.line
      count++
      bytes += line.size
      void settle(line)
      while (count >= inHand || bytes > MAX_BYTES) await change()
      if (signal.aborted || error) break
    }
  } catch (reason) {
    // An interruption takes the input away from under the reader.
    if (!signal.aborted) error ??= reason
  }
  while (count > 0) await change()
  return { lastLine, error }
}

const unreadable = ({ reason, message }: UnreadableLine): Report => ({
  ...toReport({}, []),
  outcome: 'unreadable',
  reason,
  message,
})
