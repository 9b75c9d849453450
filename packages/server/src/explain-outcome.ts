import type { Explanation } from '@datafly/destination-freshdesk'
import type { Destination } from './destinations/destination'

/** The reasons that the server and the host give. The destination explains its own. */
const REASONS: Readonly<Record<string, Explanation>> = {
  'integration-off': {
    says: 'The integration was switched off when the event was due.',
    fix: 'Switch the integration on, and replay the event.',
  },
  'integrations-off': {
    says: 'The event switches the destination off in its "integrations" object.',
    fix: null,
  },
  'not-subscribed': {
    says: 'No action of the integration subscribes to this event.',
    fix: 'To deliver such events, add their name to an action of the integration.',
  },
  'consent-withdrawn': {
    says: 'The person withdrew consent while the event waited, so nothing was sent.',
    fix: null,
  },
  'invalid-event': {
    says: 'The event came in with a fault, so it was not delivered.',
    fix: 'Correct the sender: the message names the fault.',
  },
  'unknown-type': {
    says: 'The event has no type of the Segment specification.',
    fix: 'Set "type" to identify, track, page, screen, group or alias.',
  },
  'deletes-not-allowed': {
    says: 'The event asks to delete a person, and the server carries out no deletions.',
    fix: 'Delete the person in the destination by hand.',
  },
  'broken-event': {
    says: 'The event has a shape that the destination cannot read.',
    fix: 'Correct the sender, or change the mapping.',
  },
  'invalid-subscription': {
    says: 'A subscription of the integration cannot be used.',
    fix: 'Correct the subscription, and replay the event.',
  },
  timeout: { says: 'The action did not finish in time. The delivery can be tried again.', fix: null },
  interrupted: { says: 'The server stopped while the action ran. The delivery can be tried again.', fix: null },
  'no-answer': { says: 'The destination gave no answer. The delivery can be tried again.', fix: null },
}

/** What is known about the end of an attempt, or of a group of attempts. */
export interface Outcome {
  status: string
  reason: string | null
  message: string | null
}

/**
 * Explains the reason of an outcome for people: by the message of the attempt when there is one,
 * by the table of reasons otherwise.
 */
export function explainOutcome({ status, reason, message }: Outcome, destination: Destination): Explanation | null {
  if (reason === null) return null
  if (message !== null) {
    const { says, fix } = destination.splitMessage(message)
    return { says, fix: fix ?? explainReason({ status, reason }, destination)?.fix ?? null }
  }
  return explainReason({ status, reason }, destination)
}

/** Explains a reason in general. */
export function explainReason(
  { status, reason }: Pick<Outcome, 'status'> & { reason: string },
  destination: Destination,
): Explanation | null {
  if (Object.hasOwn(REASONS, reason)) return REASONS[reason] ?? null
  return destination.explainReason(reason, status === 'dead' || status === 'retrying')
}
