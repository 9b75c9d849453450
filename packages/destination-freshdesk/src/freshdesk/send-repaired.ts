import type { Contact, Omission } from '../contact'
import type { Response } from './response'

/** A body that Freshdesk will take after it refused another, and the values that it lacks. */
export interface Repaired<T extends Partial<Contact>> {
  body: T
  omitted: Omission[]
}

/** Freshdesk names all faults of a body at once, so a few repairs do. */
const MAX_REPAIRS = 3

/**
 * Sends a body, repairs the part that Freshdesk refuses, and sends it again, at most {@link
 * MAX_REPAIRS} times.
 *
 * @param repair returns undefined when the response needs no repair, or allows none.
 * @returns the last response, with the body that it answers and everything that was left out on the
 *   way.
 */
export async function sendRepaired<T extends Partial<Contact>>(
  draft: Repaired<T>,
  send: (body: T) => Promise<Response>,
  repair: (response: Response, body: T) => Repaired<T> | undefined | Promise<Repaired<T> | undefined>,
): Promise<Repaired<T> & { response: Response }> {
  let { body, omitted } = draft
  for (let repairs = 0; ; repairs++) {
    const response = await send(body)
    const repaired = repairs < MAX_REPAIRS ? await repair(response, body) : undefined
    if (!repaired) return { response, body, omitted }
    body = repaired.body
    omitted = [...omitted, ...repaired.omitted]
  }
}
