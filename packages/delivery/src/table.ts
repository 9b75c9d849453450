import Table from 'cli-table3'
import { createColors } from 'picocolors'
import { failed, type Outcome, type Report } from './report'
import { eventName, printable, shortReason } from './text'

export interface TableOptions {
  /** Colours the outcomes; off, there is no escape code in the table. */
  color?: boolean
}

const COLUMNS: ReadonlyArray<{ head: string; longest: number; cell: (report: Report) => string | number | null }> = [
  { head: 'Event', longest: 24, cell: eventName },
  { head: 'Message', longest: 24, cell: report => report.messageId },
  { head: 'Outcome', longest: 12, cell: report => report.outcome },
  { head: 'Reason', longest: 32, cell: shortReason },
  { head: 'Contact', longest: 20, cell: report => report.contactId },
]

const OUTCOME = COLUMNS.findIndex(({ head }) => head === 'Outcome')

/** The reports as a table to be read by people, with nothing of a person in it but ids. */
export function renderTable(reports: readonly Report[], { color = false }: TableOptions = {}): string {
  const paint = painter(color)
  const table = new Table({ head: COLUMNS.map(({ head }) => head), style: { head: [], border: [], compact: true } })
  for (const report of reports) {
    const cells = COLUMNS.map(({ longest, cell }) => printable(String(cell(report) ?? ''), longest))
    table.push(cells.with(OUTCOME, paint(report.outcome)))
  }
  return table.toString()
}

function painter(color: boolean): (outcome: Outcome) => string {
  const { red, green, dim } = createColors(color)
  return outcome => {
    if (failed({ outcome })) return red(outcome)
    return outcome === 'dropped' || outcome === 'exists' ? dim(outcome) : green(outcome)
  }
}
