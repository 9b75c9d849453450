import { signUp, useAdmin } from '../../testing/use-admin'

jest.setTimeout(60_000)

const admin = useAdmin()

describe('POST /preview', () => {
  test('shows the action, each field with its place, the contact and the request of a sign-up', async () => {
    const event = signUp('usr_123', {
      context: {
        consent: { marketing: true },
        traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' },
      },
    })
    const { body } = await admin.post('/preview', { integration: 'support', event })
    const contact = {
      name: 'John Doe',
      email: 'john.doe@example.com',
      phone: '+447700900123',
      unique_external_id: 'usr_123',
      job_title: 'Head of Growth',
      tags: ['marketing-consent'],
      custom_fields: { signup_method: 'email' },
    }
    expect(body).toMatchObject({
      integration_on: true,
      result: { outcome: 'would-send' },
      requests: [{ method: 'POST', url: 'https://acme.freshdesk.com/api/v2/contacts', body: contact }],
    })
    const [signedUp, identified] = body.actions
    expect(signedUp).toMatchObject({
      matches: true,
      contact,
      consent: { category: 'marketing', state: 'granted' },
      omitted: [],
    })
    expect(signedUp.fields).toContainEqual({
      field: 'email',
      label: 'E-mail',
      value: 'John.Doe@example.com',
      from: ['traits.email', 'context.traits.email', 'properties.email'],
      directive: { firstOf: expect.any(Array) },
    })
    expect(identified).toMatchObject({ matches: false, payload: null })
  })

  test('a template with many spaces and no end answers at once, and reads no path', async () => {
    const template = `{{${' '.repeat(20_000)}`
    const subscription = {
      partnerAction: 'identified',
      subscribe: 'type = "track"',
      mapping: { name: { '@template': template }, email: { '@template': '{{ traits.email }}' } },
    }
    const { body } = await admin.post('/preview', { event: signUp('u1'), subscriptions: [subscription] })
    const [{ fields }] = body.actions
    const findFrom = (key: string) => fields.find(({ field }: { field: string }) => field === key).from
    expect([findFrom('name'), findFrom('email')]).toEqual([[], ['traits.email']])
  })

  test('needs neither an integration nor a key, and takes other settings and subscriptions', async () => {
    const subscription = {
      partnerAction: 'identified',
      subscribe: 'type = "track"',
      mapping: { email: { '@path': '$.userId' }, consent: true },
    }
    const { body } = await admin.post('/preview', {
      destination: 'freshdesk',
      settings: { domain: 'other' },
      subscriptions: [subscription],
      event: signUp('grace@example.com'),
    })
    expect(body.requests[0]).toMatchObject({
      url: 'https://other.freshdesk.com/api/v2/contacts',
      body: { email: 'grace@example.com' },
    })
  })

  test('explains what is left out and why nothing is sent', async () => {
    const traits = { name: 'Ada', email: 'not an address', phone: '12' }
    const event = { type: 'identify', userId: 'u1', traits, context: { consent: { marketing: true } } }
    const { body } = await admin.post('/preview', { integration: 'support', event })
    expect(body.actions[1].omitted).toContainEqual({
      field: 'email',
      reason: expect.any(String),
      explanation: expect.stringMatching(/^E-mail is .*\.$/),
    })
    const refused = await admin.post('/preview', { integration: 'support', event: { type: 'identify', userId: 'u1' } })
    expect(refused.body.result).toMatchObject({
      outcome: 'dropped',
      reason: 'no-consent',
      explanation: expect.any(String),
    })
  })

  test.each([
    ['an unknown action', { subscriptions: [{ partnerAction: 'other', subscribe: '' }] }],
    ['a domain that is an address of a foreign host', { settings: { domain: 'evil.example' } }],
    ['an unknown destination', { destination: 'other' }],
    ['no event', { event: undefined }],
  ])('%s answers 400', async (_name, change) => {
    const { status, body } = await admin.post('/preview', { event: signUp('u1'), ...change })
    expect(status).toBe(400)
    expect(body.error.message).toMatch(/\.$|Expected/)
  })
})
