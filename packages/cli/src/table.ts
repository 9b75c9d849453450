import { styleText } from 'node:util'
import { failed, type Outcome, type Report } from '@datafly/delivery'
import Table from 'cli-table3'
import { eventName, printable, shortReason } from './text'

export interface TableOptions {
  /** Colours the outcomes. Without colours, the table has no escape codes. */
  color?: boolean
}

/** A report, with the line of the input when it has one. */
export type Row = Report & { line?: number }

interface Column {
  head: string
  maxLength: number
  cell: (row: Row) => string | number | null | undefined
}

const COLUMNS: readonly Column[] = [
  { head: 'Line', maxLength: 12, cell: row => row.line },
  { head: 'Event', maxLength: 24, cell: eventName },
  { head: 'Message', maxLength: 24, cell: report => report.messageId },
  { head: 'Outcome', maxLength: 12, cell: report => report.outcome },
  { head: 'Reason', maxLength: 32, cell: shortReason },
  { head: 'Contact', maxLength: 20, cell: report => report.contactId },
]

/**
 * Renders the reports as a table for people. The only personal data in it are identifiers. The
 * column of lines appears when a report has a line.
 */
export function renderTable(rows: readonly Row[], { color = false }: TableOptions = {}): string {
  const paint = painter(color)
  const columns = COLUMNS.filter(({ head }) => head !== 'Line' || rows.some(row => row.line !== undefined))
  const table = new Table({ head: columns.map(({ head }) => head), style: { head: [], border: [], compact: true } })
  for (const row of rows) {
    table.push(
      columns.map(({ head, maxLength, cell }) => {
        const text = printable(String(cell(row) ?? ''), maxLength)
        return head === 'Outcome' ? paint(row.outcome, text) : text
      }),
    )
  }
  return table.toString()
}

function painter(color: boolean): (outcome: Outcome, text: string) => string {
  if (!color) return (_outcome, text) => text
  return (outcome, text) => {
    const format = failed({ outcome }) ? 'red' : outcome === 'dropped' || outcome === 'exists' ? 'dim' : 'green'
    return styleText(format, text, { validateStream: false })
  }
}
