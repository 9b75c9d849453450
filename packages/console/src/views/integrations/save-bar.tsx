import { useState } from 'preact/hooks'
import type { Destination } from '../../api/types'
import { Button } from '../../parts/button'
import { Question } from '../../parts/question'
import { describePlace } from './describe-place'
import type { DraftState } from './use-draft'

/** The unsaved changes in words, and what to do with them. */
export function SaveBar({ destination, state }: { destination: Destination; state: DraftState }) {
  const [isAsking, setAsking] = useState(false)
  const { changes, problems, draft } = state
  const places = Object.entries(problems)
  const count = changes.length === 1 ? '1 change is not saved' : `${changes.length} changes are not saved`
  return (
    <section class="save-bar" aria-label="Unsaved changes">
      <div class="save-bar-words">
        <details>
          <summary>
            <strong>{count}</strong>
            <span class="quiet cut"> {changes.map(({ label }) => label).join(', ')}</span>
          </summary>
          <ul class="save-bar-changes">
            {changes.map(({ label, before, after }) => (
              <li key={label} class="data">
                <strong>{label}</strong>: {before} → {after}
              </li>
            ))}
          </ul>
        </details>
        <div role="status">
          {places.length > 0 && (
            <ul class="save-bar-problems">
              {places.map(([place, problem]) => (
                <li key={place} class="data">
                  {describePlace(destination, draft, place)}
                  {problem}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      <div class="save-bar-buttons">
        <Button onClick={() => setAsking(true)}>Discard</Button>
        <Button
          kind="main"
          isBusy={state.isSaving}
          isDisabled={places.some(([place]) => place !== 'form')}
          onClick={() => void state.save()}
        >
          Save and deploy
        </Button>
      </div>
      {isAsking && (
        <Question
          title="Discard the changes?"
          action="Discard"
          onConfirm={() => {
            setAsking(false)
            state.discard()
          }}
          onClose={() => setAsking(false)}
        >
          <p>The page then shows the saved integration again.</p>
        </Question>
      )}
    </section>
  )
}
