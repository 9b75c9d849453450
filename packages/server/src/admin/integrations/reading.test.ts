import { useAdmin } from '../../testing/use-admin'

jest.setTimeout(60_000)

const admin = useAdmin()

describe('reading the configuration', () => {
  test('GET /integrations/{name} shows settings without secrets, and the preset', async () => {
    const { body } = await admin.get('/integrations/support')
    expect(body).toMatchObject({
      name: 'support',
      destination: 'freshdesk',
      settings: { domain: 'acme' },
      secrets: { apiKey: { is_set: true } },
      is_preset: true,
      subscriptions: [{ partnerAction: 'signedUp' }, { partnerAction: 'identified' }],
      managed_by: 'file',
      revision: 1,
      waiting: 0,
    })
    expect(await admin.get('/integrations/other')).toMatchObject({ status: 404 })
    expect((await admin.get('/integrations')).body.integrations).toEqual([body])
  })

  test('GET /destinations describes settings, actions, fields and the preset', async () => {
    const { body } = await admin.get('/destinations')
    const [freshdesk] = body.destinations
    expect(freshdesk).toMatchObject({ slug: 'freshdesk', name: 'Freshdesk', presets: [{ name: 'Default' }] })
    expect(freshdesk.settings).toContainEqual(expect.objectContaining({ key: 'apiKey', secret: true, required: true }))
    expect(freshdesk.actions[0].fields).toContainEqual(expect.objectContaining({ key: 'email', label: 'E-mail' }))
  })

  test('GET /server and GET /sources answer', async () => {
    expect((await admin.get('/server')).body).toMatchObject({ version: '0.1.0', keep_days: 7, needs_token: false })
    expect((await admin.get('/sources')).body).toMatchObject({ sources: [{ name: 'web', signs_requests: false }] })
  })
})
