import { createCallApi } from '../../testing/call-api'

const seed = {
  contacts: [
    { id: 11, name: 'zoe', email: 'zoe@example.com', company_id: 72000990001, updated_at: '2026-01-01T00:00:00Z' },
    { id: 12, name: 'Ada', email: 'ada@example.com', other_emails: ['moss@example.com'], active: true },
    { id: 13, name: 'Ben', phone: '+1 5', mobile: '7', unique_external_id: 'u-1', company_id: 72000990001 },
    { id: 14, name: 'Deleted', phone: '1', deleted: true },
    { id: 15, name: 'Spam', phone: '1', blocked: true },
    { id: 16, name: 'Ada', phone: '1' },
  ],
}

describe('what is listed', () => {
  const { callApi } = createCallApi({ seed })

  test.each<[string, number[]]>([
    ['', [12, 16, 13, 11]],
    ['?state=verified', [12]],
    ['?state=unverified', [16, 13, 11]],
    ['?state=deleted', [14]],
    ['?state=blocked', [15]],
    ['?state=all', [12, 16, 13, 14, 15, 11]],
    ['?email=ada@example.com', [12]],
    ['?email=ADA%40Example.com', [12]],
    ['?email=moss@example.com', [12]],
    ['?email=nobody@example.com', []],
    ['?email=', []],
    ['?phone=1', [16]],
    ['?phone=1&state=deleted', [14]],
    ['?phone=%2B1%205', [13]],
    ['?phone=+1+5', []],
    ['?mobile=7', [13]],
    ['?unique_external_id=u-1', [13]],
    ['?company_id=72000990001', [13, 11]],
    ['?company_id=72000990001&mobile=7', [13]],
    ['?company_id=72000990002', []],
    ['?updated_since=2026-01-02', [12, 16, 13]],
    ['?_updated_since=2026-01-02T00:00:00Z', [12, 16, 13]],
    ['?updated_since=2026-01-01T05:30:00%2B05:30', [12, 16, 13, 11]],
    ['?updated_since=2026-01-06', []],
    ['?contact_type=contact', [12, 16, 13, 11]],
    ['?contact_type=visitor', []],
    ['?page=2&per_page=3', [11]],
    ['?page=9', []],
    ['?', [12, 16, 13, 11]],
    ['?&&', [12, 16, 13, 11]],
  ])('GET /contacts%s', (query, ids) => {
    const response = callApi('GET', `/contacts${query}`)
    expect(response.status).toBe(200)
    expect(response.json.map((contact: { id: number }) => contact.id)).toEqual(ids)
  })

  test.each([
    ['?per_page=101', 'per_page', 'It should be a Positive Integer less than or equal to 100', 'invalid_value'],
    ['?per_page=ten', 'per_page', 'It should be a Positive Integer less than or equal to 100', 'invalid_value'],
    ['?per_page=0', 'per_page', 'It should be a Positive Integer less than or equal to 100', 'invalid_value'],
    ['?page=0', 'page', 'It should be a Positive Integer', 'invalid_value'],
    ['?page=-1', 'page', 'It should be a Positive Integer', 'invalid_value'],
    ['?company_id=x', 'company_id', 'It should be a/an Positive Integer', 'datatype_mismatch'],
    [
      '?state=gone',
      'state',
      "It should be one of these values: 'verified,unverified,blocked,deleted,all'",
      'invalid_value',
    ],
    [
      '?state=constructor',
      'state',
      "It should be one of these values: 'verified,unverified,blocked,deleted,all'",
      'invalid_value',
    ],
    [
      '?updated_since=yesterday',
      'updated_since',
      "It should be in the 'combined date and time ISO8601' format",
      'invalid_value',
    ],
    ['?name=Ada', 'name', 'Unexpected/invalid field in request', 'invalid_field'],
    ['?__proto__=1', '__proto__', 'Unexpected/invalid field in request', 'invalid_field'],
    ['?a%5Bb%5D=1', 'a[b]', 'Unexpected/invalid field in request', 'invalid_field'],
    ['?%E0%A4%A', '%E0%A4%A', 'Unexpected/invalid field in request', 'invalid_field'],
  ])('GET /contacts%s is refused', (query, field, message, code) => {
    const response = callApi('GET', `/contacts${query}`)
    expect(response.status).toBe(400)
    expect(response.json).toEqual({ description: 'Validation failed', errors: [{ field, message, code }] })
  })
})

describe('pages', () => {
  const contacts = Array.from({ length: 65 }, (_, i) => ({ name: `Contact ${String(i).padStart(2, '0')}`, phone: '1' }))
  const { callApi } = createCallApi({ seed: { contacts } })

  test('thirty a page; a link leads on while there is a next one', () => {
    const first = callApi('GET', '/contacts')
    expect(first.json).toHaveLength(30)
    expect(first.headers.Link).toBe('<http://acme.freshdesk.com/api/v2/contacts?page=2>; rel="next"')
    const last = callApi('GET', '/contacts?page=3')
    expect(last.json).toHaveLength(5)
    expect(last.headers).not.toHaveProperty('Link')
  })

  test('the link keeps the filters', () => {
    expect(callApi('GET', '/contacts?phone=1&per_page=10&page=2').headers.Link).toBe(
      '<http://acme.freshdesk.com/api/v2/contacts?phone=1&per_page=10&page=3>; rel="next"',
    )
  })

  test('following the links shows everybody once', () => {
    const seen: string[] = []
    let url: string | undefined = '/contacts?per_page=20'
    while (url) {
      const { json, headers } = callApi('GET', url)
      seen.push(...json.map((contact: { name: string }) => contact.name))
      url = /api\/v2(.*)>/.exec(headers.Link ?? '')?.[1]
    }
    expect(seen).toEqual(contacts.map(({ name }) => name))
  })
})

test('a list is read-your-writes: created, renamed, deleted, restored', () => {
  const { callApi } = createCallApi({ seed: { contacts: [] } })
  const names = () => callApi('GET', '/contacts').json.map((contact: { name: string }) => contact.name)
  const { id } = callApi('POST', '/contacts', { name: 'Mia', phone: '1' }).json
  callApi('POST', '/contacts', { name: 'Bo', phone: '1' })
  expect(names()).toEqual(['Bo', 'Mia'])
  callApi('PUT', `/contacts/${id}`, { name: 'Ann' })
  expect(names()).toEqual(['Ann', 'Bo'])
  callApi('DELETE', `/contacts/${id}`)
  expect(names()).toEqual(['Bo'])
  callApi('PUT', `/contacts/${id}/restore`)
  expect(names()).toEqual(['Ann', 'Bo'])
  callApi('DELETE', `/contacts/${id}/hard_delete?force=True`)
  expect(names()).toEqual(['Bo'])
})
