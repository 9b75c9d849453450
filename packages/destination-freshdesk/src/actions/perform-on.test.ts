import type { RequestClient } from '@segment/actions-core'
import type { Result } from '../freshdesk/result'
import { performOn } from './perform-on'

/** Another object than a contact, as a contributor would add it. */
const COMPANY = { one: 'company', many: 'companies', fieldsPage: 'Admin, Company Fields' }

const performOnCompany = performOn<{ name?: string }, { name: string }>(
  ({ name }) => (name ? { name } : { outcome: 'dropped', reason: 'anonymous', written: false }),
  async (client, company): Promise<Result> => {
    const response = await client.listCompanies('1')
    if (response.status !== 200) throw client.toError(response, company, COMPANY)
    return { outcome: 'updated', contactId: 5001 }
  },
)

const settings = { domain: 'acme', apiKey: 'key-of-an-agent' }
const respondWith = (status: number, data: unknown = '') =>
  (async () => ({ status, data, headers: new Headers() })) as unknown as RequestClient
const perform = (request: RequestClient, payload: { name?: string }) =>
  performOnCompany(request, { payload, settings } as never)

test('an action on companies reads its payload and writes', async () => {
  expect(await perform(respondWith(200, []), { name: 'Moss & Fern' })).toEqual({ outcome: 'updated', contactId: 5001 })
})

test('an action on companies with nothing to write sends nothing', async () => {
  const request = jest.fn()
  expect(await perform(request as never, {})).toMatchObject({ outcome: 'dropped' })
  expect(request).not.toHaveBeenCalled()
})

test.each([
  [403, 'manage companies'],
  [405, 'The company may be deleted'],
])('an error %i names the company', async (status, words) => {
  await expect(perform(respondWith(status), { name: 'Moss & Fern' })).rejects.toThrow(words)
})

test('a refused custom field of a company points to the page of company fields', async () => {
  const errors = [
    { field: 'custom_fields.tier', message: 'Unexpected/invalid field in request', code: 'invalid_field' },
  ]
  await expect(perform(respondWith(400, { errors }), { name: 'Moss & Fern' })).rejects.toThrow(
    'This account has no company field tier: create it in Freshdesk under Admin, Company Fields',
  )
})
