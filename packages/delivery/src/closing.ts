import type { Tally } from './tally'
import { printable } from './text'

export interface Ending {
  tally: Tally
  /** The file of events, or null for standard input. */
  input: string | null
  rejected: string | undefined
  lastLine: number
  interrupted: boolean
  /** What kept it from going on, as a sentence. */
  problem: string | null
}

/** The last words: how it went, why some did not make it, and what to do about that. */
export function closingLines({ tally, input, rejected, lastLine, interrupted, problem }: Ending): string[] {
  const lines = [tally.sentence]
  for (const [explanation, count] of tally.explanations) lines.push(`  ${count} × ${printable(explanation)}`)
  if (problem) lines.push(problem)
  if (tally.failed > 0) {
    lines.push(
      rejected
        ? `${tally.failed} kept in ${rejected}. To deliver them again: deliver ${rejected}`
        : 'To keep what does not make it, ready to be delivered again, use --rejected FILE.',
    )
  }
  if ((interrupted || problem) && lastLine === 0) lines.push('Nothing was read.')
  else if (interrupted || problem) {
    // Without a file of the rejected, what was in hand is only in the input.
    const next = (rejected ? null : tally.firstInterrupted) ?? lastLine + 1
    const command = input ? `: tail -n +${next} ${input} | deliver` : '.'
    lines.push(`${interrupted ? 'Interrupted' : 'Stopped'} after line ${lastLine}. Go on with line ${next}${command}`)
    if (next <= lastLine) lines.push('Some from there on are delivered already. They may be delivered again.')
  }
  return lines
}
