import { type Host, type Report, toReport } from '@datafly/delivery'
import type { InputLine, UnreadableLine } from './ndjson/event-line'

export interface DeliverAllOptions {
  lines: AsyncIterable<InputLine>
  host: Pick<Host, 'deliver'>
  signal: AbortSignal
  /** The number of lines that may be in flight. At this number, reading waits for one to end. */
  inHand: number
  /** Called once for each line, with its report. The line is in flight until this call ends. */
  onDone: (line: InputLine, report: Report) => Promise<void> | void
}

export interface Delivered {
  /** The number of the last line that was read; 0 before the first. */
  lastLine: number
  /** The error that stopped the delivery: the input is unreadable, or `onDone` failed. */
  error: unknown
}

/** The bytes of lines that may be in flight, so that a few long lines do not fill the memory. */
const MAX_BYTES = 64 * 1024 * 1024

/**
 * Delivers each line until the input ends, the signal aborts or an error occurs. Then waits for the
 * lines in flight. Never rejects.
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
    // An interruption closes the input, so the reader fails.
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
