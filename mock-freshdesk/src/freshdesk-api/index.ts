import type { Account } from '../account'
import type { MockAnswer, MockRequest } from '../exchange'
import { flat } from './answers'

/** Everything under /api/v2: request in, answer out. */
export function freshdeskApi(account: Account | undefined, _request: MockRequest): MockAnswer {
  if (account === undefined) return { status: 404, headers: {}, body: '' }
  return flat(401, 'invalid_credentials', 'You have to be logged in to perform this action.')
}
