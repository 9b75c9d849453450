import { useId } from 'preact/hooks'
import { SelectField } from './select-field'
import { TextList } from './text-list'
import { type Trigger, toQuery } from './trigger'

interface TriggerEditorProps {
  /** The title of the action. */
  action: string
  trigger: Trigger
  problem: string | null
  onChange: (trigger: Trigger) => void
}

const KINDS = [
  { value: 'names', label: 'Track events with these names' },
  { value: 'type', label: 'Every event of one type' },
  { value: 'query', label: 'A query' },
]

const TYPES = ['identify', 'track', 'page', 'screen', 'group', 'alias'].map(value => ({ value, label: value }))

/** Edits which events start an action. */
export function TriggerEditor({ action, trigger, problem, onChange }: TriggerEditorProps) {
  const id = useId()
  return (
    <div class="trigger-editor">
      <SelectField
        label={`Events that start ${action}`}
        value={trigger.kind}
        choices={KINDS}
        onChange={kind => onChange(toKind(trigger, kind as Trigger['kind']))}
      />
      {trigger.kind === 'names' && (
        <TextList
          itemLabel="Event name"
          of={action}
          items={trigger.names}
          addLabel="Add an event name"
          onChange={names => onChange({ kind: 'names', names })}
        />
      )}
      {trigger.kind === 'type' && (
        <SelectField
          label="Type"
          value={trigger.type}
          choices={TYPES}
          onChange={type => onChange({ kind: 'type', type })}
        />
      )}
      {trigger.kind === 'query' && (
        <div class="field">
          <label for={id}>Query</label>
          <textarea
            id={id}
            class="mono"
            rows={3}
            value={trigger.query}
            spellcheck={false}
            onInput={({ currentTarget }) => onChange({ kind: 'query', query: currentTarget.value })}
          />
        </div>
      )}
      {problem && (
        <p class="field-problem data" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function toKind(trigger: Trigger, kind: Trigger['kind']): Trigger {
  if (kind === 'names') return { kind, names: [''] }
  if (kind === 'type') return { kind, type: 'identify' }
  return { kind, query: toQuery(trigger) }
}
