import type { Summary } from './summary'
import { printable, quoted } from './text'

export interface Ending {
  summary: Pick<
    Summary,
    'sentence' | 'explanations' | 'unchanged' | 'total' | 'failed' | 'kept' | 'firstToRepeat' | 'firstNotKept'
  >
  /** The file of events, or null for standard input. */
  input: string | null
  /** How the events are stored in the file, for the command that goes on with a part of it. */
  isGzip: boolean
  isArray: boolean
  /** The file of rejected events, or null without one. */
  rejected: string | null
  /** The checkpoint, or null without one. */
  checkpoint: string | null
  /** The other flags of this run, as a command line has them, such as "--rate 60". */
  flags: string
  /** The last line that was read; 0 when none was. */
  lastLine: number
  interrupted: boolean
  /** Nothing was sent, so nothing can be delivered twice. */
  dryRun: boolean
  /** Why the command could not go on, as a sentence. */
  problem: string | null
}

/** The last lines on the screen: the counts, the reasons of failures, and what to do next. */
export function summaryLines(ending: Ending): string[] {
  const { summary, problem } = ending
  const explanations = [...summary.explanations].map(([text, count]) => `  ${count} × ${printable(text)}`)
  const lines = [summary.sentence, ...explanations, ...unchangedLines(ending)]
  if (problem) lines.push(problem)
  if (summary.failed > 0) lines.push(...keptLines(ending))
  return [...lines, ...continuationLines(ending)]
}

/** The advice for the commonest reason when every event was dropped. */
const ADVICE: Readonly<Record<string, string>> = {
  'not-subscribed':
    'The integration takes identify events, and track events with the name "Signed Up". Look at "type" and "event".',
  'no-consent':
    'Consent is read from context.consent.categoryPreferences. Look there, and at FRESHDESK_CONSENT_CATEGORY.',
  'consent-form-unknown': 'The form of the consent is not known. Use context.consent.categoryPreferences.',
  anonymous: 'The events have no e-mail address, phone number or user id. Look at "userId" and "traits".',
  'already-exists': 'Freshdesk has all these contacts already.',
  'integrations-off': 'The events switch Freshdesk off in their "integrations" object.',
}

function unchangedLines({ summary: { unchanged, total }, interrupted, problem }: Ending): string[] {
  if (unchanged.size === 0) return []
  const reasons = [...unchanged].sort(([, a], [, b]) => b - a)
  const sum = reasons.reduce((all, [, count]) => all + count, 0)
  const list = reasons.map(([reason, count]) => `${count} ${printable(reason)}`).join(', ')
  const lines = [`  ${sum} changed nothing in Freshdesk: ${list}.`]
  const [[commonest] = ['']] = reasons
  if (sum === total && !interrupted && !problem) {
    lines.push(`Warning: no event changed anything. ${ADVICE[commonest] ?? `The commonest reason is ${commonest}.`}`)
  }
  return lines
}

function keptLines({ summary: { failed, kept }, rejected, checkpoint, flags, interrupted, problem }: Ending): string[] {
  if (!rejected) return checkpoint ? [] : ['To keep failed events for another delivery, use --rejected FILE.']
  if (kept === 0) return [`None of ${failed} could be kept in ${rejected}.`]
  const number = kept === failed ? kept : `${kept} of ${failed}`
  const sentence = `${number} kept in ${rejected}.`
  if (interrupted || problem) return [sentence]
  return [`${sentence} To deliver them again: datafly deliver ${quoted(rejected)} ${toNext(rejected, flags)}`]
}

function continuationLines(ending: Ending): string[] {
  const { summary, input, rejected, checkpoint, flags, lastLine, interrupted, dryRun, problem } = ending
  if (checkpoint && (interrupted || problem || summary.firstToRepeat !== null)) {
    const own = [`--checkpoint ${quoted(checkpoint)}`, ...(rejected ? [`--rejected ${quoted(rejected)}`] : []), flags]
    return [`To go on: datafly deliver ${quoted(input ?? '-')} ${own.filter(Boolean).join(' ')}`]
  }
  if (!interrupted && !problem) return []
  if (lastLine === 0) return ['Nothing was read.']
  // An event that is not in the file of rejected events is only in the input.
  const next = (rejected ? summary.firstNotKept : summary.firstToRepeat) ?? lastLine + 1
  const place = ending.isArray ? 'element' : 'line'
  const start = `${interrupted ? 'Interrupted' : 'Stopped'} after ${place} ${lastLine}. Go on with ${place} ${next}`
  const lines = [input ? `${start}: ${continuation(ending, input, next)}` : `${start}.`]
  if (next <= lastLine && !dryRun && summary.failed < summary.total)
    lines.push('Some from there on are delivered already. They may be delivered again.')
  return lines
}

/** A command that delivers the kept events first, and then the rest of the input. */
function continuation({ summary, isGzip, isArray, rejected, flags }: Ending, input: string, next: number): string {
  const file = isGzip ? '' : ` ${quoted(input)}`
  const part = isArray ? `jq -c '.[${next - 1}:][]'${file}` : `tail -n +${next}${file}`
  const rest = isGzip ? `gunzip -c ${quoted(input)} | ${part}` : part
  if (!rejected || summary.kept === 0) {
    const own = [...(rejected ? [`--rejected ${quoted(rejected)}`] : []), flags].filter(Boolean)
    return [`${rest} | datafly deliver`, ...own].join(' ')
  }
  return `(cat ${quoted(rejected)}; ${rest}) | datafly deliver - ${toNext(rejected, flags)}`
}

/** The flags of the next run, whose failed events go to a new file. */
function toNext(rejected: string, flags: string): string {
  const [, stem = rejected, number = '1', extension = ''] = /^(.*?)(?:-(\d+))?(\.[^./]*)?$/.exec(rejected) ?? []
  return [`--rejected ${quoted(`${stem}-${Number(number) + 1}${extension}`)}`, flags].filter(Boolean).join(' ')
}
