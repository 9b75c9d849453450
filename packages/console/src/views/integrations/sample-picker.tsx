import { useId } from 'preact/hooks'
import type { EventSummary } from '../../api/types'
import { PersonalDataToggle } from '../../parts/personal-data'
import { toWords } from '../../parts/time'
import { toPersonLabel } from '../events/personal-data'
import { toShortText } from './event-paths'
import type { SampleEvent } from './use-sample-event'

/** Chooses the event of the preview: a recent one, the example, or a text. */
export function SamplePicker({ sample, isShown }: { sample: SampleEvent; isShown: boolean }) {
  const id = useId()
  const { choice, choose, event, recent } = sample
  const change = (value: string) => {
    if (value === 'example') choose({ kind: 'example' })
    else if (value === 'own') choose({ kind: 'own', text: JSON.stringify(event ?? {}, null, 2) })
    else choose({ kind: 'recent', seq: Number(value) })
  }
  return (
    <div class="sample-picker">
      <div class="field">
        <label for={id}>Preview with</label>
        <select
          id={id}
          value={choice.kind === 'recent' ? String(choice.seq) : choice.kind}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        >
          {recent.length > 0 && (
            <optgroup label="Last events">
              {recent.map(summary => (
                <option key={summary.seq} value={String(summary.seq)}>
                  {describe(summary, isShown)}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="Other">
            <option value="example">The example of the documentation</option>
            <option value="own">An event that you write</option>
          </optgroup>
        </select>
      </div>
      {choice.kind === 'recent' && <PersonalDataToggle />}
      {choice.kind === 'own' && (
        <div class="field">
          <label for={`${id}-own`}>Event as JSON</label>
          <textarea
            id={`${id}-own`}
            class="mono"
            rows={10}
            value={choice.text}
            spellcheck={false}
            aria-invalid={event === undefined ? 'true' : undefined}
            onInput={({ currentTarget }) => choose({ kind: 'own', text: currentTarget.value })}
          />
          {event === undefined && (
            <p class="field-problem" role="alert">
              This is not a JSON object.
            </p>
          )}
        </div>
      )}
    </div>
  )
}

function describe({ seq, type, name, person, received_at }: EventSummary, isShown: boolean): string {
  const what = toShortText(name ?? type ?? 'event', 40)
  const who = toShortText(toPersonLabel(person, isShown), 40)
  return `${what} · ${who} · ${toWords(received_at, Date.now())} (number ${seq})`
}
