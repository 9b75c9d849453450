import Table from 'cli-table3'
import { createColors } from 'picocolors'
import { failed, type Outcome, type Report } from './report'
import { eventName, printable, shortReason } from './text'

export interface TableOptions {
  /** Colours the outcomes; off, there is no escape code in the table. */
  color?: boolean
}

/** A report, and the line of the input it is about, where there is one. */
export type Row = Report & { line?: number }

interface Column {
  head: string
  longest: number
  cell: (row: Row) => string | number | null | undefined
}

const COLUMNS: readonly Column[] = [
  { head: 'Line', longest: 12, cell: row => row.line },
  { head: 'Event', longest: 24, cell: eventName },
  { head: 'Message', longest: 24, cell: report => report.messageId },
  { head: 'Outcome', longest: 12, cell: report => report.outcome },
  { head: 'Reason', longest: 32, cell: shortReason },
  { head: 'Contact', longest: 20, cell: report => report.contactId },
]

/** The reports as a table to be read by people, with nothing of a person in it but ids. Lines only when there are any. */
export function renderTable(rows: readonly Row[], { color = false }: TableOptions = {}): string {
  const paint = painter(color)
  const columns = COLUMNS.filter(({ head }) => head !== 'Line' || rows.some(row => row.line !== undefined))
  const table = new Table({ head: columns.map(({ head }) => head), style: { head: [], border: [], compact: true } })
  for (const row of rows) {
    table.push(
      columns.map(({ head, longest, cell }) => {
        const text = printable(String(cell(row) ?? ''), longest)
        return head === 'Outcome' ? paint(row.outcome, text) : text
      }),
    )
  }
  return table.toString()
}

function painter(color: boolean): (outcome: Outcome, text: string) => string {
  const { red, green, dim } = createColors(color)
  return (outcome, text) => {
    if (failed({ outcome })) return red(text)
    return outcome === 'dropped' || outcome === 'exists' ? dim(text) : green(text)
  }
}
