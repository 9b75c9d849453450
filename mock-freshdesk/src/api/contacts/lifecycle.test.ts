import { createCallApi } from '../../testing/call-api'

function started() {
  const asked = createCallApi()
  const ada = asked.callApi('POST', '/contacts', {
    name: 'Ada Moss',
    email: 'ada@example.com',
    other_emails: ['moss@example.com'],
    job_title: 'Head',
  }).json.id as number
  const noEmail = asked.callApi('POST', '/contacts', { name: 'Ben', phone: '1' }).json.id as number
  return { ...asked, ada, noEmail }
}

const NOT_ALLOWED = (method: string) =>
  `{"message":"${method} method is not allowed. It should be one of these method(s): GET"}`

test('a contact goes to the trash, is seen there, and comes back', () => {
  const { callApi, ada, clock } = started()
  clock.advance(1_000)
  const deleted = callApi('DELETE', `/contacts/${ada}`)
  expect([deleted.status, deleted.text]).toEqual([204, ''])
  expect(callApi('GET', `/contacts/${ada}`).json).toMatchObject({ deleted: true, updated_at: '2026-01-05T09:00:01Z' })
  expect(callApi('GET', '/contacts?email=ada@example.com').json).toEqual([])
  expect([callApi('DELETE', `/contacts/${ada}`).status, callApi('DELETE', `/contacts/${ada}`).text]).toEqual([
    405,
    NOT_ALLOWED('DELETE'),
  ])
  expect(callApi('PUT', `/contacts/${ada}/restore`).status).toBe(204)
  expect(callApi('PUT', `/contacts/${ada}`, { name: 'Ada' }).json.deleted).toBe(false)
})

test('restoring a contact that is not in the trash returns 404', () => {
  const { callApi, ada } = started()
  expect(callApi('PUT', `/contacts/${ada}/restore`).status).toBe(404)
  expect(callApi('PUT', '/contacts/1/restore').status).toBe(404)
})

test.each([
  ['a live contact', (id: number) => `/contacts/${id}/hard_delete`, false, 400],
  ['a live contact, forced', (id: number) => `/contacts/${id}/hard_delete?force=true`, false, 204],
  [
    'a live contact, forced the way Python writes it',
    (id: number) => `/contacts/${id}/hard_delete?force=True`,
    false,
    204,
  ],
  ['a live contact, not forced', (id: number) => `/contacts/${id}/hard_delete?force=false`, false, 400],
  ['one in the trash', (id: number) => `/contacts/${id}/hard_delete`, true, 204],
  ['nobody', () => '/contacts/1/hard_delete?force=true', false, 404],
  ['an agent', () => '/contacts/72009990001/hard_delete?force=true', false, 404],
] as const)('hard delete of %s', (_, url, inTrash, status) => {
  const { callApi, ada } = started()
  if (inTrash) callApi('DELETE', `/contacts/${ada}`)
  const response = callApi('DELETE', url(ada))
  expect([response.status, response.text]).toEqual([status, ''])
  expect(callApi('GET', `/contacts/${ada}`).status).toBe(status === 204 ? 404 : 200)
})

describe('a contact that is marked as spam', () => {
  const blocked = () =>
    createCallApi({ seed: { contacts: [{ id: 5, name: 'Spam', phone: '1', blocked: true }] } }).callApi

  test('cannot be restored: 404', () => {
    const callApi = blocked()
    expect(callApi('PUT', '/contacts/5/restore').status).toBe(404)
    expect(callApi('GET', '/contacts?state=blocked').json).toHaveLength(1)
  })

  test('is deleted for good only with force', () => {
    const callApi = blocked()
    const refused = callApi('DELETE', '/contacts/5/hard_delete')
    expect([refused.status, refused.text, callApi('GET', '/contacts/5').status]).toEqual([400, '', 200])
    expect(callApi('DELETE', '/contacts/5/hard_delete?force=true').status).toBe(204)
    expect(callApi('GET', '/contacts/5').status).toBe(404)
  })
})

test('an invitation needs an address, and a contact that is there', () => {
  const { callApi, ada, noEmail } = started()
  expect(callApi('PUT', `/contacts/${ada}/send_invite`).status).toBe(204)
  expect(callApi('PUT', `/contacts/${noEmail}/send_invite`).json.code).toBe('inconsistent_state')
  expect(callApi('PUT', '/contacts/1/send_invite').status).toBe(404)
  callApi('DELETE', `/contacts/${ada}`)
  expect(callApi('PUT', `/contacts/${ada}/send_invite`).status).toBe(405)
})

describe('becoming an agent', () => {
  test('the contact is gone, the agent has its id and its first address', () => {
    const { callApi, ada } = started()
    const response = callApi('PUT', `/contacts/${ada}/make_agent`)
    expect(response.status).toBe(200)
    expect(response.json).toEqual({
      active: false,
      email: 'ada@example.com',
      job_title: 'Head',
      language: 'en',
      mobile: null,
      name: 'Ada Moss',
      phone: null,
      time_zone: 'Eastern Time (US & Canada)',
      created_at: '2026-01-05T09:00:00Z',
      updated_at: '2026-01-05T09:00:00Z',
      last_login_at: null,
      agent: {
        available: false,
        occasional: false,
        id: ada,
        ticket_scope: 1,
        signature: null,
        group_ids: [],
        role_ids: [72000120001],
        available_since: null,
        created_at: '2026-01-05T09:00:00Z',
        updated_at: '2026-01-05T09:00:00Z',
        type: 'support_agent',
        focus_mode: true,
      },
    })
    expect(callApi('GET', `/contacts/${ada}`).status).toBe(404)
    expect(callApi('PUT', `/contacts/${ada}`, { name: 'x' }).text).toBe('')
    const again = callApi('POST', '/contacts', { name: 'X', email: 'ada@example.com' })
    expect(again.json.errors[0].additional_info).toEqual({ user_id: ada })
    expect(callApi('POST', '/contacts', { name: 'X', email: 'moss@example.com' }).status).toBe(201)
  })

  test('may say what kind of agent', () => {
    const { callApi, ada } = started()
    const { json } = callApi('PUT', `/contacts/${ada}/make_agent`, {
      occasional: true,
      ticket_scope: 2,
      type: 'collaborator',
    })
    expect(json.agent).toMatchObject({ occasional: true, ticket_scope: 2, type: 'collaborator' })
  })

  test('is refused without an address, and when what is said makes no sense', () => {
    const { callApi, ada, noEmail } = started()
    const response = callApi('PUT', `/contacts/${noEmail}/make_agent`)
    expect([response.status, response.json.code]).toEqual([409, 'inconsistent_state'])
    const { errors } = callApi('PUT', `/contacts/${ada}/make_agent`, { occasional: 'yes', nonsense: 1 }).json
    expect(errors.map((error: { field: string }) => error.field)).toEqual(['occasional', 'nonsense'])
    expect(callApi('GET', `/contacts/${ada}`).status).toBe(200)
  })
})
