import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { Integration, Revision } from '../../api/types'
import { toApiError, useResource } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { EmptyState, ErrorState } from '../../parts/state'
import { Time } from '../../parts/time'
import { showToast } from '../../parts/toast'
import './history.css'

interface HistoryProps {
  integration: Integration
  /** Unsaved changes would be in the way of an undo. */
  hasDraft: boolean
  onChanged: () => void
}

/** Every change with its author, newest first. Each can be undone. */
export function History({ integration: { name, revision }, hasDraft, onChanged }: HistoryProps) {
  const { value, error, reload } = useResource(`${name}/${revision}`, () => admin.revisions(name))
  const [busy, setBusy] = useState<number | null>(null)
  const undo = async (undone: Revision) => {
    setBusy(undone.revision)
    try {
      await admin.undo(name, undone.revision)
      showToast('The change is undone and deployed. It is in the history as a new change.')
    } catch (problem) {
      showToast(toApiError(problem).message, 'problem')
    } finally {
      setBusy(null)
      onChanged()
    }
  }
  if (!value) return error && <ErrorState error={error} onRetry={reload} />
  if (value.revisions.length === 0) {
    return (
      <EmptyState title="No change yet">
        <p>Each change of settings, mapping or state appears here, with its author. You can undo it with one click.</p>
      </EmptyState>
    )
  }
  return (
    <ol class="history">
      {value.revisions.map(change => (
        <li key={change.revision} class="history-item">
          <div class="history-head">
            <div class="history-words">
              <p class="data">{change.summary}</p>
              <p class="quiet data">
                {change.author}, <Time at={change.at} /> · revision {change.revision}
              </p>
            </div>
            {change.changes.length > 0 && (
              <Button
                isBusy={busy === change.revision}
                isDisabled={hasDraft || busy !== null}
                onClick={() => void undo(change)}
                label={`Undo revision ${change.revision}`}
              >
                Undo
              </Button>
            )}
          </div>
          {change.changes.length > 0 && <BeforeAfter change={change} />}
        </li>
      ))}
      {hasDraft && <li class="history-note quiet">Save or discard your changes before you undo an earlier one.</li>}
    </ol>
  )
}

const BeforeAfter = ({ change: { changes, revision } }: { change: Revision }) => (
  <details class="history-details">
    <summary>{changes.length === 1 ? 'Before and after' : `Before and after (${changes.length} places)`}</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard. */}
    <section class="history-table" aria-label={`Changes of revision ${revision}`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row" class="mono data">
                {path}
              </th>
              <td class="mono data">{toText(before)}</td>
              <td class="mono data">{toText(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </details>
)

const toText = (value: unknown) =>
  value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value, null, 1)
