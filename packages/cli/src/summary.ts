import { failed, OUTCOMES, type Outcome, type Report } from '@datafly/delivery'
import type { Row } from './table'

/** More than this many events are too many to be shown one by one. */
const MAX_ROWS = 50
const MAX_FAILURES = 25
const MAX_MESSAGES = 10

/** What is to be said when all is done; however many events there were, it stays this small. */
export function createSummary() {
  const counts = new Map<Outcome, number>()
  const explanations = new Map<string, number>()
  const rows: Row[] = []
  const failures: Row[] = []
  let total = 0
  let kept = 0
  let firstInterrupted: number | null = null
  let firstNotKept: number | null = null

  return {
    /** `isKept`: the failed event is in the file of rejected events. */
    add(line: number, report: Report, isKept: boolean): void {
      total++
      counts.set(report.outcome, (counts.get(report.outcome) ?? 0) + 1)
      const row = { ...report, line }
      if (rows.length < MAX_ROWS) rows.push(row)
      if (!failed(report)) return
      if (failures.length < MAX_FAILURES) failures.push(row)
      if (isKept) kept++
      else firstNotKept = Math.min(firstNotKept ?? line, line)
      if (report.outcome === 'interrupted') {
        firstInterrupted = Math.min(firstInterrupted ?? line, line)
        return
      }
      const said = `${report.outcome}: ${report.message ?? report.reason}`
      if (explanations.has(said) || explanations.size < MAX_MESSAGES) {
        explanations.set(said, (explanations.get(said) ?? 0) + 1)
      }
    },

    get total() {
      return total
    },
    /** How many of those that failed are kept. */
    get kept() {
      return kept
    },
    /** The first line whose event was interrupted. */
    get firstInterrupted() {
      return firstInterrupted
    },
    /** The first line whose event failed and is not kept. */
    get firstNotKept() {
      return firstNotKept
    },
    get failed() {
      return [...counts].reduce((sum, [outcome, count]) => (failed({ outcome }) ? sum + count : sum), 0)
    },
    /**
     * Every event in the order of the input when they are few, and the first failed ones otherwise.
     */
    get rows(): Row[] {
      const shown = total <= MAX_ROWS ? rows : failures
      return shown.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
    },
    /** Each distinct explanation of a failure, with how often it was given; the first few. */
    get explanations(): ReadonlyMap<string, number> {
      return explanations
    },
    /** "12 events: 9 created, 2 exists, 1 rejected.". */
    get sentence(): string {
      const known = OUTCOMES.filter(outcome => counts.has(outcome))
      const goodFirst = known.toSorted((a, b) => Number(failed({ outcome: a })) - Number(failed({ outcome: b })))
      const parts = goodFirst.map(outcome => `${counts.get(outcome)} ${outcome}`)
      return total === 0 ? 'No events.' : `${total === 1 ? '1 event' : `${total} events`}: ${parts.join(', ')}.`
    },
  }
}

export type Summary = ReturnType<typeof createSummary>
