import type { ComponentChildren } from 'preact'
import { Button } from '../../parts/button'
import type { FieldSource, Part } from './field-source'
import './parts-editor.css'

interface PartsEditorProps {
  /** The label of the field, for screen readers. */
  field: string
  parts: Part[]
  onChange: (parts: Part[]) => void
  /** Renders the editor of the source of one part. */
  children: (part: Part, label: string, onChange: (source: FieldSource) => void) => ComponentChildren
}

/** Edits the names of an object's values, such as custom fields, around the values' own editors. */
export function PartsEditor({ field, parts, onChange, children }: PartsEditorProps) {
  const replace = (index: number, part: Part) => onChange(parts.map((old, other) => (other === index ? part : old)))
  return (
    <div class="source-parts">
      {parts.map((part, index) => {
        const label = part.key.trim() || `value ${index + 1}`
        return (
          <fieldset key={index} class="source-part">
            <legend class="visually-hidden">
              {label} of {field}
            </legend>
            <div class="source-part-name">
              <input
                class="mono"
                type="text"
                value={part.key}
                aria-label={`Name ${index + 1} of ${field}`}
                placeholder="name"
                spellcheck={false}
                onInput={({ currentTarget }) => replace(index, { ...part, key: currentTarget.value })}
              />
              <Button
                kind="quiet"
                onClick={() => onChange(parts.filter((_, other) => other !== index))}
                label={`Remove ${label} of ${field}`}
              >
                ✕
              </Button>
            </div>
            {children(part, label, source => replace(index, { ...part, source }))}
          </fieldset>
        )
      })}
      <Button
        kind="quiet"
        onClick={() => onChange([...parts, { key: '', source: { kind: 'places', paths: [''] } }])}
        label={`Add a value to ${field}`}
      >
        + Add a value
      </Button>
    </div>
  )
}
