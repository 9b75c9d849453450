import { EXAMPLE } from '../test-event/example'
import type { Trigger } from './trigger'

/** The example of the documentation, as an event that starts the action. */
export function toExampleEvent(trigger: Trigger): Record<string, unknown> {
  if (trigger.kind === 'names') return { ...EXAMPLE, event: trigger.names[0] ?? EXAMPLE.event }
  if (trigger.kind === 'query' || trigger.type === 'track') return EXAMPLE
  const { event: _, properties: __, ...rest } = EXAMPLE
  return { ...rest, type: trigger.type }
}
