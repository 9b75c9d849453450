import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { Destination, Integration, Revision } from '../../api/types'
import { toApiError, useResource } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { EmptyState, ErrorState } from '../../parts/state'
import { Time } from '../../parts/time'
import { showToast } from '../../parts/toast'
import { toVisibleText } from '../events/visible-text'
import { AuthorField } from './author-field'
import { describeRevision } from './describe-revision'
import './history.css'

interface HistoryProps {
  destination: Destination
  integration: Integration
  /** Unsaved changes would be in the way of an undo. */
  hasDraft: boolean
  onChanged: () => void
}

/** Every change with its author, newest first. Each can be undone. */
export function History({ destination, integration: { name, revision }, hasDraft, onChanged }: HistoryProps) {
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
    <>
      <AuthorField />
      <ol class="history">
        {value.revisions.map(change => (
          <li key={change.revision} class="history-item">
            <div class="history-head">
              <div class="history-words">
                <p class="data">{change.summary}</p>
                <p class="quiet data">
                  {toVisibleText(change.author)}, <Time at={change.at} /> · revision {change.revision}
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
            {change.changes.length > 0 && <BeforeAfter destination={destination} change={change} />}
          </li>
        ))}
        {hasDraft && <li class="history-note quiet">Save or discard your changes before you undo an earlier one.</li>}
      </ol>
    </>
  )
}

function BeforeAfter({ destination, change }: { destination: Destination; change: Revision }) {
  const rows = describeRevision(destination, change)
  if (rows.length === 0) return null
  return (
    <details class="history-details">
      <summary>{rows.length === 1 ? 'Before and after' : `Before and after (${rows.length} places)`}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard. */}
      <section class="history-table" aria-label={`Changes of revision ${change.revision}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, before, after }) => (
              <tr key={label}>
                <th scope="row" class="data">
                  {label}
                </th>
                <td class="mono data">{before}</td>
                <td class="mono data">{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
