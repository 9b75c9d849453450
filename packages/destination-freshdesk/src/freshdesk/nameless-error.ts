import { PayloadValidationError } from '@segment/actions-core'
import type { NormalizedContact } from '../contact'
import { MESSAGES, toMessage } from '../messages'

const NAMES = ['name', 'email', 'phone', 'mobile']

/** True when the event has a name or an address that cannot be used: the sender can correct it. */
export const hasBrokenIdentifier = ({ omitted }: NormalizedContact) =>
  omitted.some(({ field }) => NAMES.includes(field))

/** The error of an event that can neither create a contact nor find one. */
export function toNamelessError({ omitted }: NormalizedContact): PayloadValidationError {
  const broken = omitted.filter(({ field }) => NAMES.includes(field)).map(({ field, reason }) => `${field} ${reason}`)
  const lacking = 'the event has no name'
  const reasons =
    broken.length > 0 ? [...broken, lacking] : [`${lacking}, and no e-mail address or phone number to stand in for one`]
  return new PayloadValidationError(toMessage(MESSAGES.CANNOT_CREATE, { reasons: reasons.join('; ') }))
}
