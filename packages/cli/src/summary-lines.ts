import type { Summary } from './summary'
import { printable, quoted } from './text'

export interface Ending {
  summary: Pick<Summary, 'sentence' | 'explanations' | 'failed' | 'kept' | 'firstInterrupted' | 'firstNotKept'>
  /** The file of events, or null for standard input. */
  input: string | null
  /** The file of rejected events, or null without one. */
  rejected: string | null
  /** The last line that was read; 0 when none was. */
  lastLine: number
  interrupted: boolean
  /** Nothing was sent, so nothing can be delivered twice. */
  dryRun: boolean
  /** What kept it from going on, as a sentence. */
  problem: string | null
}

/** The last words: how it went, why some did not make it, and what to do about that. */
export function summaryLines(ending: Ending): string[] {
  const { summary, problem } = ending
  const explanations = [...summary.explanations].map(([text, count]) => `  ${count} × ${printable(text)}`)
  const lines = [summary.sentence, ...explanations]
  if (problem) lines.push(problem)
  if (summary.failed > 0) lines.push(whereTheyAre(ending))
  return [...lines, ...howToGoOn(ending)]
}

function whereTheyAre({ summary: { failed, kept }, rejected }: Ending): string {
  if (!rejected) return 'To keep what does not make it, ready to be delivered again, use --rejected FILE.'
  if (kept === 0) return `None of ${failed} could be kept in ${rejected}.`
  const number = kept === failed ? kept : `${kept} of ${failed}`
  return `${number} kept in ${rejected}. To deliver them again: datafly deliver ${quoted(rejected)}`
}

function howToGoOn({ summary, input, rejected, lastLine, interrupted, dryRun, problem }: Ending): string[] {
  if (!interrupted && !problem) return []
  if (lastLine === 0) return ['Nothing was read.']
  // What is in no file of the rejected is only in the input.
  const next = (rejected ? summary.firstNotKept : summary.firstInterrupted) ?? lastLine + 1
  const flags = `${rejected ? ` --rejected ${quoted(rejected)}` : ''}${dryRun ? ' --dry-run' : ''}`
  const command = input ? `: tail -n +${next} ${quoted(input)} | datafly deliver${flags}` : '.'
  const lines = [`${interrupted ? 'Interrupted' : 'Stopped'} after line ${lastLine}. Go on with line ${next}${command}`]
  if (next <= lastLine && !dryRun) lines.push('Some from there on are delivered already. They may be delivered again.')
  return lines
}
