import { useMemo, useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { EventSummary, PreviewRequest } from '../../api/types'
import { useResource } from '../../api/use-resource'
import { toExampleEvent } from './example-event'
import type { Trigger } from './trigger'

/** The event that the preview is made of. */
type SampleChoice = { kind: 'example' } | { kind: 'recent'; seq: number } | { kind: 'own'; text: string }

export interface SampleEvent {
  choice: SampleChoice
  choose(choice: SampleChoice): void
  /** Undefined while the event is loaded, and for what is no JSON object. */
  event: PreviewRequest['event'] | undefined
  recent: EventSummary[]
}

/** Recent events in the choice. */
const MAX_RECENT = 20

/** The last event that starts the action. Without one, the example of the documentation. */
export function useSampleEvent(integration: string, trigger: Trigger): SampleEvent {
  const { value: recent, error } = useResource(integration, signal =>
    admin.findEvents({ integration, limit: MAX_RECENT }, signal),
  )
  const [chosen, choose] = useState<SampleChoice | null>(null)
  const events = recent?.events ?? []
  const fitting = events.find(event => isStarter(trigger, event))
  const choice: SampleChoice = chosen ?? (fitting ? { kind: 'recent', seq: fitting.seq } : { kind: 'example' })
  const seq = choice.kind === 'recent' ? choice.seq : null
  const stored = useResource(`${integration}/${seq}`, async signal =>
    seq === null ? null : { seq, body: (await admin.findEvent(integration, seq, signal)).body },
  ).value
  const event = useMemo(() => {
    if (choice.kind === 'recent') {
      return stored?.seq === choice.seq && typeof stored.body === 'object' ? stored.body : undefined
    }
    return choice.kind === 'example' ? toExampleEvent(trigger) : parse(choice.text)
  }, [JSON.stringify(choice), stored, trigger])
  // The list decides about the first choice.
  return { choice, choose, event: recent || error || chosen ? event : undefined, recent: events }
}

function isStarter(trigger: Trigger, { type, name }: EventSummary): boolean {
  if (trigger.kind === 'type') return type === trigger.type
  return trigger.kind === 'names' && type === 'track' && name !== null && trigger.names.includes(name)
}

function parse(text: string): PreviewRequest['event'] | undefined {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
