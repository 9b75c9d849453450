import { useId } from 'preact/hooks'
import { toShortText } from './event-paths'
import { type FieldSource, findProblem, type SourceKind, toDirective } from './field-source'
import { PartsEditor } from './parts-editor'
import { SelectField } from './select-field'
import { TextList } from './text-list'
import './source-editor.css'

interface SourceEditorProps {
  /** The label of the field, for people and screen readers. */
  field: string
  source: FieldSource
  /** The id of the `datalist` with the places of the chosen event. */
  suggestions: string
  /** The value of the chosen event at a place. */
  findValue: (path: string) => unknown
  /** A part of an object cannot be an object again. */
  isPart?: boolean
  onChange: (source: FieldSource) => void
}

const KINDS: ReadonlyArray<{ value: SourceKind; label: string }> = [
  { value: 'places', label: 'Places in the event' },
  { value: 'text', label: 'The same text for every event' },
  { value: 'parts', label: 'Several named values' },
  { value: 'json', label: 'A directive as JSON' },
  { value: 'nothing', label: 'Not sent' },
]

/** Edits the source of one value in the form of its kind. */
export function SourceEditor(props: SourceEditorProps) {
  const { field, source, isPart = false, onChange } = props
  return (
    <div class="source-editor">
      <SelectField
        label={`Value of ${field}`}
        value={source.kind}
        choices={isPart ? KINDS.filter(({ value }) => value !== 'parts') : KINDS}
        onChange={kind => onChange(toKind(source, kind as SourceKind))}
      />
      <Fields {...props} />
    </div>
  )
}

function Fields(props: SourceEditorProps) {
  const { field, source, suggestions, findValue, onChange } = props
  const id = useId()
  switch (source.kind) {
    case 'nothing':
      return null
    case 'places':
      return (
        <TextList
          itemLabel="Place"
          of={field}
          items={source.paths}
          addLabel="Add a place"
          isOrdered={source.paths.length > 1}
          suggestions={suggestions}
          note={path => toNote(findValue(path))}
          onChange={paths => onChange({ kind: 'places', paths })}
        />
      )
    case 'text':
      return (
        <div class="field">
          <label for={id}>Text of {field}</label>
          <input
            id={id}
            type="text"
            value={source.text}
            onInput={({ currentTarget }) => onChange({ kind: 'text', text: currentTarget.value })}
          />
        </div>
      )
    case 'parts':
      return (
        <PartsEditor field={field} parts={source.parts} onChange={parts => onChange({ kind: 'parts', parts })}>
          {(part, label, change) => (
            <SourceEditor {...props} field={label} source={part.source} isPart onChange={change} />
          )}
        </PartsEditor>
      )
    case 'json':
      return (
        <div class="field">
          <label for={id}>Directive of {field}</label>
          <textarea
            id={id}
            class="mono"
            rows={Math.min(14, source.json.split('\n').length + 1)}
            value={source.json}
            spellcheck={false}
            aria-invalid={findProblem(source) ? 'true' : undefined}
            onInput={({ currentTarget }) => onChange({ kind: 'json', json: currentTarget.value })}
          />
        </div>
      )
  }
}

/** A new source of the wanted kind. JSON begins with the directive that the form had. */
function toKind(source: FieldSource, kind: SourceKind): FieldSource {
  switch (kind) {
    case 'nothing':
      return { kind }
    case 'places':
      return { kind, paths: [''] }
    case 'text':
      return { kind, text: '' }
    case 'parts':
      return { kind, parts: [{ key: '', source: { kind: 'places', paths: [''] } }] }
    case 'json':
      return { kind, json: JSON.stringify(findProblem(source) ? {} : (toDirective(source) ?? {}), null, 2) }
  }
}

const toNote = (value: unknown) => (value === undefined ? 'No value in this event' : toShortText(value))
