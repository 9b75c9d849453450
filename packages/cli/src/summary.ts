import { failed, OUTCOMES, type Outcome, type Report } from '@datafly/delivery'
import type { Row } from './table'

/** More than this many events are too many to be shown one by one. */
const MAX_ROWS = 50
const MAX_FAILURES = 25
const MAX_MESSAGES = 10

/** Outcomes of events that a later delivery may bring to a good end. */
const OPEN: ReadonlySet<Outcome> = new Set<Outcome>(['interrupted', 'gave-up', 'held-back'])

/**
 * Statuses that are about the account, so another key or another role makes the same event succeed.
 */
const REFUSALS: ReadonlySet<number | null> = new Set([401, 403, 404])

/** True when the event failed and a later delivery may succeed without a change of the event. */
export const isOpen = ({ outcome, status }: Pick<Report, 'outcome' | 'status'>): boolean =>
  OPEN.has(outcome) || (outcome === 'rejected' && REFUSALS.has(status))

/** Counts the reports of one run. Stays small, however many events there are. */
export function createSummary() {
  const counts = new Map<Outcome, number>()
  const explanations = new Map<string, number>()
  const unchanged = new Map<string, number>()
  const rows: Row[] = []
  const failures: Row[] = []
  let total = 0
  let kept = 0
  let firstToRepeat: number | null = null
  let firstNotKept: number | null = null

  return {
    /** `isKept`: the failed event is in the file of rejected events, or in the checkpoint. */
    add(line: number, report: Report, isKept: boolean): void {
      total++
      counts.set(report.outcome, (counts.get(report.outcome) ?? 0) + 1)
      const row = { ...report, line }
      if (rows.length < MAX_ROWS) rows.push(row)
      if (!failed(report)) {
        if (!report.written && report.outcome !== 'would-send') count(unchanged, report.reason ?? report.outcome)
        return
      }
      if (failures.length < MAX_FAILURES) failures.push(row)
      if (isKept) kept++
      else firstNotKept = Math.min(firstNotKept ?? line, line)
      if (isOpen(report)) firstToRepeat = Math.min(firstToRepeat ?? line, line)
      if (report.outcome !== 'interrupted') count(explanations, `${report.outcome}: ${report.message ?? report.reason}`)
    },

    get total() {
      return total
    },
    /** The number of failed events that are kept. */
    get kept() {
      return kept
    },
    /** The first line with an event that a later delivery may bring to a good end. */
    get firstToRepeat() {
      return firstToRepeat
    },
    /** The first line whose event failed and is not kept. */
    get firstNotKept() {
      return firstNotKept
    },
    get failed() {
      return [...counts].reduce((sum, [outcome, number]) => (failed({ outcome }) ? sum + number : sum), 0)
    },
    get counts(): ReadonlyMap<Outcome, number> {
      return counts
    },
    /** The number of good events that changed nothing in the destination, by reason. */
    get unchanged(): ReadonlyMap<string, number> {
      return unchanged
    },
    /**
     * Every event in the order of the input when they are few, and the first failed ones otherwise.
     */
    get rows(): Row[] {
      const shown = total <= MAX_ROWS ? rows : failures
      return shown.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
    },
    /** Each distinct explanation of a failure, with its number of events; the first few. */
    get explanations(): ReadonlyMap<string, number> {
      return explanations
    },
    /** "12 events: 9 created, 2 exists, 1 rejected.". */
    get sentence(): string {
      return total === 0 ? 'No events.' : `${total === 1 ? '1 event' : `${total} events`}: ${countsText(counts)}.`
    },
  }
}

function count(counts: Map<string, number>, key: string): void {
  if (counts.has(key) || counts.size < MAX_MESSAGES) counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** "9 created, 2 exists, 1 rejected": good outcomes first. */
export function countsText(counts: ReadonlyMap<Outcome, number>): string {
  const known = OUTCOMES.filter(outcome => counts.has(outcome))
  const goodFirst = known.toSorted((a, b) => Number(failed({ outcome: a })) - Number(failed({ outcome: b })))
  return goodFirst.map(outcome => `${counts.get(outcome)} ${outcome}`).join(', ')
}

export type Summary = ReturnType<typeof createSummary>
