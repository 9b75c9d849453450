import { failed, OUTCOMES, type Outcome, type Report } from './report'

/** More than this many events are too many to be shown one by one. */
const MOST_ROWS = 50
const MOST_FAILURES = 25
const MOST_MESSAGES = 10

/** What is to be said when all is done; however many events there were, it stays this small. */
export function createTally() {
  const counts = new Map<Outcome, number>()
  const explanations = new Map<string, number>()
  const rows: Array<{ line: number; report: Report }> = []
  const failures: typeof rows = []
  let total = 0
  let firstInterrupted: number | null = null

  const inOrder = (entries: typeof rows) => entries.toSorted((a, b) => a.line - b.line).map(({ report }) => report)

  return {
    add(line: number, report: Report): void {
      total++
      counts.set(report.outcome, (counts.get(report.outcome) ?? 0) + 1)
      if (rows.length < MOST_ROWS) rows.push({ line, report })
      if (!failed(report)) return
      if (failures.length < MOST_FAILURES) failures.push({ line, report })
      if (report.outcome === 'interrupted') {
        firstInterrupted = Math.min(firstInterrupted ?? line, line)
        return
      }
      const said = `${report.outcome}: ${report.message ?? report.reason}`
      if (explanations.has(said) || explanations.size < MOST_MESSAGES) {
        explanations.set(said, (explanations.get(said) ?? 0) + 1)
      }
    },

    get total() {
      return total
    },
    /** The first line whose event was interrupted. */
    get firstInterrupted() {
      return firstInterrupted
    },
    get failed() {
      return [...counts].reduce((sum, [outcome, count]) => (failed({ outcome }) ? sum + count : sum), 0)
    },
    /** Every event in the order of the input when they are few, else the first of those that failed. */
    get rows(): Report[] {
      return inOrder(total <= MOST_ROWS ? rows : failures)
    },
    /** Each distinct explanation of a failure, with how often it was given; the first few. */
    get explanations(): ReadonlyMap<string, number> {
      return explanations
    },
    /** "12 events: 9 created, 2 exists, 1 rejected". */
    get sentence(): string {
      const parts = OUTCOMES.filter(outcome => counts.has(outcome)).map(outcome => `${counts.get(outcome)} ${outcome}`)
      const events = total === 1 ? '1 event' : `${total} events`
      return parts.length === 0 ? 'No events.' : `${events}: ${parts.reverse().join(', ')}.`
    },
  }
}

export type Tally = ReturnType<typeof createTally>
