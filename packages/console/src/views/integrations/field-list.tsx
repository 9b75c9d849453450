import type { ActionField, Destination } from '../../api/types'
import type { ActionDraft, Problems } from './draft'
import { FieldRow } from './field-row'
import type { FieldSource } from './field-source'
import './field-list.css'

interface FieldListProps {
  action: ActionDraft
  definition: Destination['actions'][number] | undefined
  saved: ActionDraft | undefined
  preset: ActionDraft
  problems: Problems
  index: number
  suggestions: string
  findValue: (path: string) => unknown
  getValue: (field: string) => unknown
  onChange: (action: ActionDraft) => void
}

const NOTHING: FieldSource = { kind: 'nothing' }

/** The fields that are sent, then those that can be. */
export function FieldList(props: FieldListProps) {
  const { action, definition, saved, preset, problems, index, onChange } = props
  const fields = listFields(action, definition)
  // A row keeps its place while it is edited: the saved mapping decides where it stands.
  const isSent = ({ key }: ActionField) => ((saved ?? preset).sources[key] ?? NOTHING).kind !== 'nothing'
  const toRow = (field: ActionField) => (
    <FieldRow
      key={field.key}
      field={field}
      source={action.sources[field.key] ?? NOTHING}
      saved={saved?.sources[field.key] ?? NOTHING}
      preset={preset.sources[field.key] ?? NOTHING}
      value={props.getValue(field.key)}
      problem={problems[`actions.${index}.${field.key}`] ?? null}
      suggestions={props.suggestions}
      findValue={props.findValue}
      onChange={source => onChange({ ...action, sources: { ...action.sources, [field.key]: source } })}
    />
  )
  const more = fields.filter(field => !isSent(field))
  return (
    <div class="field-list">
      <div class="field-list-head" aria-hidden="true">
        <span>Field</span>
        <span>Comes from</span>
        <span>Value in the preview</span>
      </div>
      <ul>{fields.filter(isSent).map(toRow)}</ul>
      {more.length > 0 && (
        <details>
          <summary>More fields ({more.length})</summary>
          <ul>{more.map(toRow)}</ul>
        </details>
      )}
    </div>
  )
}

/** The declared fields, then those that only the mapping knows. */
function listFields(action: ActionDraft, definition: FieldListProps['definition']): ActionField[] {
  const declared = definition?.fields ?? []
  const unknown = Object.keys(action.sources).filter(key => !declared.some(field => field.key === key))
  return [
    ...declared,
    ...unknown.map(key => ({
      key,
      label: key,
      description: 'The action does not declare this field.',
      type: 'string',
      required: false,
      multiple: false,
      default: null,
    })),
  ]
}
