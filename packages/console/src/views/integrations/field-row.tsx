import { useId, useState } from 'preact/hooks'
import type { ActionField } from '../../api/types'
import { Button } from '../../parts/button'
import { isEqual } from './compare'
import { toShortText } from './event-paths'
import { describeSource, type FieldSource } from './field-source'
import { SourceEditor } from './source-editor'

interface FieldRowProps {
  field: ActionField
  source: FieldSource
  saved: FieldSource
  /** Undefined for a field that the preset does not map. */
  preset: FieldSource
  /** The value in the preview, masked when personal data is. */
  value: unknown
  problem: string | null
  suggestions: string
  findValue: (path: string) => unknown
  onChange: (source: FieldSource) => void
}

/** One field of the mapping: closed, its source in words; open, the editor. */
export function FieldRow(props: FieldRowProps) {
  const { field, source, saved, preset, value, problem, suggestions, findValue, onChange } = props
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const isChanged = !isEqual(source, saved)
  const isPreset = isEqual(source, preset)
  return (
    <li class={`field-row${isChanged ? ' is-changed' : ''}`}>
      <button
        type="button"
        class="field-row-head"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span class="field-row-label">
          <span class="data">{field.label}</span>
          {isChanged && <span class="field-row-mark">changed</span>}
          {!isChanged && !isPreset && <span class="field-row-mark is-quiet">edited</span>}
        </span>
        <span class="field-row-source quiet mono data">
          {source.kind === 'places' ? <Places paths={source.paths} findValue={findValue} /> : describeSource(source)}
        </span>
        <span class="field-row-value mono data cut">{isEqual(value, {}) ? '' : toShortText(value)}</span>
      </button>
      <div id={id} hidden={!isOpen} class="field-row-body">
        {isOpen && (
          <>
            <p class="quiet data">
              {field.description} <code class="mono">{field.key}</code>
            </p>
            <SourceEditor
              field={field.label}
              source={source}
              suggestions={suggestions}
              findValue={findValue}
              onChange={onChange}
            />
            {problem && (
              <p class="field-problem" role="alert">
                {problem}
              </p>
            )}
            <div class="field-row-buttons">
              {isChanged && (
                <Button kind="quiet" onClick={() => onChange(saved)}>
                  Undo the change
                </Button>
              )}
              {!isPreset && (
                <Button kind="quiet" onClick={() => onChange(preset)}>
                  Reset to the preset
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </li>
  )
}

/** The place that has the value in the chosen event, and how many others there are. */
function Places({ paths, findValue }: { paths: string[]; findValue: (path: string) => unknown }) {
  const winner = paths.findIndex(path => isFilled(findValue(path)))
  const shown = paths[Math.max(winner, 0)] ?? ''
  const others = paths.length - 1
  const place = <span class={winner < 0 ? '' : 'field-row-winner'}>{shown.replace(/^\$\.?/u, '')}</span>
  if (others <= 0) return place
  return (
    <>
      {place}
      <span class="field-row-others">
        {winner < 0
          ? ` and ${others} more ${others === 1 ? 'place' : 'places'}`
          : `, place ${winner + 1} of ${paths.length}`}
      </span>
    </>
  )
}

/** The plugin skips blank texts as well. */
const isFilled = (value: unknown) => (typeof value === 'string' ? value.trim() !== '' : Boolean(value))
