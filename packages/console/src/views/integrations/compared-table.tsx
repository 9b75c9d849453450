import { Fragment } from 'preact'
import type { ComparedRow } from './compare'
import { toShortText } from './event-paths'
import { type ToShown, toLastKey } from './mask'

interface ComparedTableProps {
  label: string
  rows: ComparedRow[]
  /** False when nothing is edited: one column is enough then. */
  hasDraft: boolean
  toShown: ToShown
  empty: string
}

const MARKS = { same: '', added: 'added', removed: 'removed', changed: 'changed' } as const

/** The saved values beside the values with the unsaved changes. */
export function ComparedTable({ label, rows, hasDraft, toShown, empty }: ComparedTableProps) {
  if (rows.length === 0) return <p class="quiet preview-empty">{empty}</p>
  return (
    <table class="compared" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">{hasDraft ? 'Saved now' : 'Value'}</th>
          {hasDraft && <th scope="col">With your changes</th>}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MAX_ROWS).map(({ path, before, after, state }) => (
          <tr key={path} class={`is-${state}`}>
            <th scope="row" class="mono data">
              {path ? <Path path={path} /> : 'value'}
              {state !== 'same' && <span class="compared-mark">{MARKS[state]}</span>}
            </th>
            <td class="mono data">
              {before === undefined ? '–' : toShortText(toShown(before, toLastKey(path)), MAX_TEXT)}
            </td>
            {hasDraft && (
              <td class="mono data">
                {after === undefined ? '–' : toShortText(toShown(after, toLastKey(path)), MAX_TEXT)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
      {rows.length > MAX_ROWS && (
        <tfoot>
          <tr>
            <td colSpan={3}>and {rows.length - MAX_ROWS} more values</td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}

/** A path that breaks between its names, and not inside one. */
const Path = ({ path }: { path: string }) => (
  <>
    {path.split(/(?<=[._])/u).map((part, index) => (
      <Fragment key={index}>
        {index > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </>
)

/** Longer values are cut: a hostile event can hold 64 kB of text. */
const MAX_TEXT = 400

/** A hostile event can hold thousands of values. */
const MAX_ROWS = 200
