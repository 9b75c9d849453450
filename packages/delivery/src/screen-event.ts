import type { DestinationDefinition } from '@segment/actions-core'
import { type Event, hasEventType, isIntegrationOn } from './event'
import { type Delivery, withoutAttempt } from './report'

/**
 * Returns the result of an event that must not reach the destination, or null for every other
 * event.
 *
 * @param allowDeletes whether the operator allows events of type "delete"
 */
export function screenEvent<Settings>(
  event: Event,
  { name, onDelete }: DestinationDefinition<Settings>,
  allowDeletes: boolean,
): Delivery | null {
  if (!hasEventType(event)) return withoutAttempt('unreadable', 'unknown-type', UNKNOWN_TYPE)
  if (!isIntegrationOn(event, name)) {
    return withoutAttempt('dropped', 'integrations-off', `The event switches ${name} off in its "integrations" object.`)
  }
  if (event.type !== 'delete') return null
  if (!allowDeletes) return withoutAttempt('rejected', 'deletes-not-allowed', DELETES_NOT_ALLOWED)
  if (!onDelete) return withoutAttempt('rejected', 'deletes-not-supported', `${name} cannot delete a person.`)
  return null
}

const UNKNOWN_TYPE =
  'The object has no event type: set "type" to identify, track, page, screen, group, alias or delete, in lower case.'

const DELETES_NOT_ALLOWED =
  'The event asks to delete a person, and deletions are off. Set allowDeletes to true to carry out deletions.'
