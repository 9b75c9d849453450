import { useId, useState } from 'preact/hooks'
import { Button } from '../../parts/button'
import { type EventBody, toNewPerson } from './event-fields'
import { EventForm } from './event-form'
import { EXAMPLE, toText } from './example'
import { JsonEditor } from './json-editor'
import type { ParsedEvent } from './parse-event'

interface EventEditorProps {
  text: string
  parsed: ParsedEvent
  onChange: (text: string) => void
}

/** Two ways to edit one event: fields, or its JSON. */
export function EventEditor({ text, parsed, onChange }: EventEditorProps) {
  const [tab, setTab] = useState<'form' | 'json'>('form')
  const id = useId()
  const write = (event: EventBody) => onChange(toText(event))
  const { event, problem } = parsed
  const tabProps = (own: typeof tab) => ({
    type: 'button' as const,
    role: 'tab' as const,
    id: `${id}-${own}`,
    'aria-selected': tab === own,
    'aria-controls': `${id}-panel`,
    tabIndex: tab === own ? 0 : -1,
    onClick: () => setTab(own),
  })
  const onKeyDown = ({ key, currentTarget }: KeyboardEvent) => {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return
    const next = tab === 'form' ? 'json' : 'form'
    setTab(next)
    ;(currentTarget as HTMLElement).querySelector<HTMLElement>(`[id="${id}-${next}"]`)?.focus()
  }
  return (
    <div class="event-editor">
      <div class="event-editor-bar">
        <div class="tabs" role="tablist" aria-label="How to edit the event" onKeyDown={onKeyDown}>
          <button {...tabProps('form')}>Form</button>
          <button {...tabProps('json')}>JSON</button>
        </div>
        <div class="event-editor-tools">
          <Button kind="quiet" isDisabled={!event} onClick={() => event && write(toNewPerson(event, toSuffix()))}>
            New person
          </Button>
          <Button kind="quiet" label="Reset to the example" onClick={() => write(EXAMPLE)}>
            Reset
          </Button>
        </div>
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        {tab === 'json' && <JsonEditor text={text} problem={problem} onChange={onChange} />}
        {tab === 'form' && event && <EventForm event={event} onChange={write} />}
        {tab === 'form' && problem && (
          <p class="field-problem" role="status">
            The JSON has a mistake in line {problem.line}. <Button onClick={() => setTab('json')}>Fix it</Button>
          </p>
        )}
      </div>
    </div>
  )
}

/** Differs from second to second, and is short enough to read. */
const toSuffix = (): string => Math.floor((Date.now() / 1_000) % 1_000_000).toString(36)
