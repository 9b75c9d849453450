import { destination } from './fixtures'
import { toProblem } from './to-problem'

const refuse = (code: string, field: string | null) => ({ status: 400, code, message: 'No.', field, name: 'Error' })

test.each([
  ['INVALID_REQUEST', 'settings.domain', 'settings.domain'],
  ['INVALID_REQUEST', 'domain', 'settings.domain'],
  ['KEY_REQUIRED', null, 'settings.apiKey'],
  ['NAME_TAKEN', 'name', 'name'],
  ['INVALID_REQUEST', 'rate', 'rate'],
  ['INVALID_REQUEST', 'subscriptions.1.subscribe', 'actions.1'],
  ['INVALID_REQUEST', 'subscriptions.0.mapping.email', 'actions.0.email'],
  ['INVALID_REQUEST', 'body.unknown', 'form'],
  ['STORE_UNAVAILABLE', null, 'form'],
])('%s about %j is shown at %s', (code, field, place) => {
  expect(toProblem(destination, refuse(code, field))).toEqual({ [place]: 'No.' })
})
