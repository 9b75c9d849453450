import type { Omission } from '../contact'

/** What became of an event; `perform` returns it. Errors, to be sent again or never, are thrown instead. */
export interface Result {
  outcome: 'created' | 'updated' | 'exists' | 'dropped'
  /** Why nothing was created or updated. */
  reason?: Reason
  /** The reason in a sentence for the operator. */
  message?: string
  contactId?: number
  /** The contacts that own what identifies the person, when those are several. */
  holders?: number[]
  /** Every value of the event that was left out or shortened, and why. */
  omitted?: Omission[]
}

export type Reason = keyof typeof MESSAGES

const MESSAGES = {
  'no-consent': 'The visitor has not granted the consent category, so nothing was sent.',
  anonymous: 'The event names nobody: no e-mail address, no phone number, no user id. Nothing was sent.',
  'already-exists': 'Freshdesk already has this contact. This action creates contacts and changes none.',
  'two-owners':
    'What identifies the person belongs to different contacts in Freshdesk, so nothing was changed. Merge those contacts there.',
  'held-by-agent':
    'Freshdesk has no contact under the id it named: most likely it is an agent’s, who cannot be a contact too. Nothing was changed.',
  'held-by-deleted-contact':
    'The contact is deleted or marked as spam in Freshdesk, so nothing was changed. Restore it there, or delete it for good, and send the event again.',
  'holder-unknown':
    'Freshdesk says that a contact already has what identifies the person, but not which, and finds none. Nothing was changed.',
} as const

/** A result in which Freshdesk stays as it was. Final: nothing of it would change by sending the event again at once. */
export const unchanged = (outcome: 'exists' | 'dropped', reason: Reason, rest: Partial<Result> = {}): Result => ({
  outcome,
  reason,
  message: MESSAGES[reason],
  ...rest,
})

/** What was left out, for a result: nothing where nothing was. */
export const report = (omitted: Omission[]): Pick<Result, 'omitted'> => (omitted.length > 0 ? { omitted } : {})
