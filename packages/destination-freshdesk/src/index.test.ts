import { Destination } from '@segment/actions-core'
import { settings } from '../test/helpers/ada'
import { acme, announcedRequestsOnly } from '../test/helpers/announced-requests'
import definition from './index'

announcedRequestsOnly()

const destination = () => new Destination(definition)

describe('testing the credentials', () => {
  const test401 = { code: 'invalid_credentials', message: 'You have to be logged in to perform this action.' }

  test('asks for the agent behind the key', async () => {
    acme().get('/api/v2/agents/me').reply(200, { id: 1 })
    await expect(destination().testAuthentication(settings as never)).resolves.toBeUndefined()
  })

  test.each([
    [401, 'Copy it again from Profile settings'],
    [403, 'Use the key of an agent whose role'],
    [404, 'the domain is wrong'],
    [429, 'rate limit'],
    [500, 'has a problem'],
  ])('%i says which setting to look at', async (status, words) => {
    acme().get('/api/v2/agents/me').reply(status, test401)
    await expect(destination().testAuthentication(settings as never)).rejects.toThrow(words)
  })

  test('an invalid domain never gets the key', async () => {
    await expect(
      destination().testAuthentication({ ...settings, domain: 'https://evil.example' } as never),
    ).rejects.toThrow('Setting Freshdesk domain is not valid.')
  })

  test.each(['domain', 'apiKey'])('%s is required', async key => {
    const { [key as 'domain']: _, ...rest } = settings
    await expect(destination().testAuthentication(rest as never)).rejects.toThrow(`missing the required field '${key}'`)
  })
})

describe('a person asks to be forgotten:', () => {
  const forget = (deletion = 'soft', userId = 'u-101') =>
    destination().onDelete?.({ type: 'delete', userId } as never, { ...settings, deletion } as never)
  const found = [{ id: 7001, unique_external_id: 'u-101' }]
  const NOT_FOUND = {
    outcome: 'not-found',
    reason: 'not-found',
    message:
      'Freshdesk has no contact with the user id. A contact that was created without a user id cannot be found in this way. If the person gave an e-mail address or a phone number alone, search Freshdesk for it and delete the contact by hand.',
  }

  test('the contact goes to the trash', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, found)
    acme().delete('/api/v2/contacts/7001').reply(204)
    expect(await forget()).toEqual({ outcome: 'deleted', contactId: 7001 })
  })

  test('or, by the setting, is removed with its tickets', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, found)
    acme().delete('/api/v2/contacts/7001/hard_delete?force=true').reply(204)
    expect(await forget('hard')).toEqual({ outcome: 'deleted', contactId: 7001 })
  })

  test('from spam, too', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, [])
    acme().get('/api/v2/contacts?unique_external_id=u-101&state=blocked').reply(200, found)
    acme().delete('/api/v2/contacts/7001/hard_delete?force=true').reply(204)
    expect(await forget('hard')).toEqual({ outcome: 'deleted', contactId: 7001 })
  })

  test('a contact in spam cannot move to the trash, which is an error', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, [])
    acme().get('/api/v2/contacts?unique_external_id=u-101&state=blocked').reply(200, found)
    await expect(forget('soft')).rejects.toMatchObject({ status: 405, code: 'CONTACT_IN_SPAM' })
  })

  test('from the trash, too', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, [])
    acme().get('/api/v2/contacts?unique_external_id=u-101&state=blocked').reply(200, [])
    acme().get('/api/v2/contacts?unique_external_id=u-101&state=deleted').reply(200, found)
    acme().delete('/api/v2/contacts/7001/hard_delete?force=true').reply(204)
    expect(await forget('hard')).toEqual({ outcome: 'deleted', contactId: 7001 })
  })

  test('no contact found is success', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, [])
    acme().get('/api/v2/contacts?unique_external_id=u-101&state=blocked').reply(200, [])
    expect(await forget()).toEqual(NOT_FOUND)
  })

  test('a contact that was deleted meanwhile is success', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, found)
    acme().delete('/api/v2/contacts/7001').reply(404)
    expect(await forget()).toEqual({ outcome: 'deleted', contactId: 7001 })
  })

  test('a contact that was deleted meanwhile is in the trash already, which is all a soft delete asks', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, found)
    acme().delete('/api/v2/contacts/7001').reply(405)
    expect(await forget()).toEqual({ outcome: 'deleted', contactId: 7001 })
  })

  test('a hard delete that is not allowed is no success', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, found)
    acme().delete('/api/v2/contacts/7001/hard_delete?force=true').reply(405)
    await expect(forget('hard')).rejects.toMatchObject({ status: 405 })
  })

  test('without a user id no request is sent', async () => {
    expect(await forget('soft', ' ')).toEqual({
      outcome: 'unknown',
      reason: 'no-user-id',
      message:
        'The request to forget a person has no user id, so the destination cannot find the contact. Nothing was deleted. If the person is a contact, delete the contact in Freshdesk by hand.',
    })
  })

  test('a user id with odd characters stays one value of the query', async () => {
    acme().get('/api/v2/contacts?unique_external_id=a%26state%3Ddeleted+%2F%3F').reply(200, [])
    acme().get('/api/v2/contacts?unique_external_id=a%26state%3Ddeleted+%2F%3F&state=blocked').reply(200, [])
    expect(await forget('soft', 'a&state=deleted /?')).toEqual(NOT_FOUND)
  })

  test.each([
    [
      'everybody, since a filter was not understood',
      [
        { id: 1, unique_external_id: 'u-1' },
        { id: 2, unique_external_id: 'u-101' },
      ],
    ],
    [
      'the person and one more',
      [
        { id: 2, unique_external_id: 'u-101' },
        { id: 3, unique_external_id: 'u-101' },
      ],
    ],
    ['a different person', [{ id: 1, unique_external_id: 'u-1' }]],
    ['a person without a user id', [{ id: 1 }]],
  ])('a response that names %s deletes no contact', async (_, contacts) => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, contacts)
    await expect(forget()).rejects.toMatchObject({ status: 422, code: 'AMBIGUOUS_CONTACT' })
  })

  test('a look-up that fails is an error, never "not found"', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(503)
    await expect(forget()).rejects.toMatchObject({ status: 503 })
  })

  test('a deletion that is not allowed says so', async () => {
    acme().get('/api/v2/contacts?unique_external_id=u-101').reply(200, found)
    acme().delete('/api/v2/contacts/7001').reply(403)
    await expect(forget()).rejects.toMatchObject({ status: 403 })
  })

  test('the setting that removes tickets says so', () => {
    expect(definition.authentication?.fields.deletion?.description).toContain('every ticket of that contact')
  })
})
