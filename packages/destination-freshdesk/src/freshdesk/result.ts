import type { Omission } from '../contact'
import { REASONS, toMessage } from '../messages'

/**
 * What became of an event. `perform` returns it; errors are thrown instead, and their status says
 * whether to retry.
 */
export interface Result {
  outcome: 'created' | 'updated' | 'exists' | 'dropped'
  /** Why the outcome is not the plain one. */
  reason?: Reason
  /** The reason in a sentence for the operator. */
  message?: string
  /** Present, and false, when Freshdesk stayed as it was. */
  written?: false
  contactId?: number
  /** The contacts that own the identifiers of the person, when there are several. */
  holders?: number[]
  /** Every value of the event that was left out or shortened, and why. */
  omitted?: Omission[]
}

export type Reason = keyof typeof REASONS

/** A result in which Freshdesk stays as it was. Final: the same event would change nothing now. */
export const unchanged = (outcome: 'exists' | 'dropped', reason: Reason, rest: Partial<Result> = {}): Result => ({
  outcome,
  reason,
  message: toMessage(REASONS[reason]),
  written: false,
  ...rest,
})

export const written = (outcome: 'created' | 'updated', contactId: number, omitted: Omission[]): Result => ({
  outcome,
  contactId,
  ...withOmitted(omitted),
})

/** The omissions of a result. The key is absent when nothing was left out. */
export const withOmitted = (omitted: Omission[]): Pick<Result, 'omitted'> => (omitted.length > 0 ? { omitted } : {})
