import type { EventSummary } from '../../api/types'

const OUTCOME_WORDS: Readonly<Record<string, string>> = {
  created: 'Contact created',
  updated: 'Contact updated',
  exists: 'Contact already exists',
  deleted: 'Contact deleted',
  dropped: 'Nothing sent',
  rejected: 'Refused for good',
  'gave-up': 'Gave up after the last attempt',
  retrying: 'Another attempt follows',
}

/** Says in words how an event ended, such as "Contact created". */
export const toOutcomeWords = (outcome: string): string => OUTCOME_WORDS[outcome] ?? toWords(outcome)

/** `no-consent` -> `No consent`. */
export function toWords(slug: string): string {
  // A sentence keeps its signs.
  const words = slug.includes(' ') ? slug : slug.replace(/[-_]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** One sentence about the state of an event, for its row in the list. */
export function toReason({ status, outcome, reason, explanation, message }: EventSummary): string {
  if (status === 'waiting') return 'Not yet tried'
  if (status === 'delivered' && outcome !== null && reason === null) return toOutcomeWords(outcome)
  return explanation ?? message ?? toWords(reason ?? outcome ?? '')
}

/** The name of an event: `Signed Up`, or its type when it has no name. */
export const toEventName = ({ name, type }: Pick<EventSummary, 'name' | 'type'>): string =>
  name?.trim() ? name : type ? toWords(type) : 'Event'

/** The message of an event, unless its reason and its fix already say the same. */
export function toMessage({ message, fix }: { message: string | null; fix: string | null }, reason: string) {
  return message === reason || message === `${reason} ${fix}` ? null : message
}
