import { createCallApi } from '../../testing/call-api'

const seed = {
  contact_fields: [
    { name: 'signup_method' },
    { name: 'seats', type: 'custom_number' },
    { name: 'vip', type: 'custom_checkbox' },
    { name: 'plan', type: 'custom_dropdown', choices: ['Free', 'Paid'] },
    { name: 'since', type: 'custom_date' },
  ],
  contacts: [
    {
      id: 1,
      name: 'Ada',
      email: 'ada@example.com',
      active: true,
      tags: ['a', 'b'],
      created_at: '2026-01-01T10:00:00Z',
      custom_fields: { seats: 3, vip: true, plan: 'Paid' },
    },
    {
      id: 2,
      name: 'Ben',
      phone: '+1 5',
      tags: ['b'],
      company_id: 72000990001,
      created_at: '2026-01-03T23:59:59Z',
      custom_fields: { seats: 7, signup_method: "O'Hara's" },
    },
    { id: 3, name: 'Cy', mobile: '7', twitter_id: 'cy', language: 'de', created_at: '2026-01-05T00:00:00Z' },
    { id: 4, name: 'Di', email: 'di@example.com', deleted: true },
  ],
}

const { callApi } = createCallApi({ seed })
const search = (query: string, more = '') =>
  callApi('GET', `/search/contacts?query=${encodeURIComponent(query)}${more}`)

test.each<[string, number[]]>([
  [`"email:'ada@example.com'"`, [1]],
  [`"email:'ADA@Example.com'"`, [1]],
  [`"email:'di@example.com'"`, []],
  [`"email:null"`, [2, 3]],
  [`"active:true"`, [1]],
  [`"active:false"`, [2, 3]],
  [`"tag:'b'"`, [1, 2]],
  [`"tag:null"`, [3]],
  [`"phone:'+1 5'"`, [2]],
  [`"mobile:'7'"`, [3]],
  [`"twitter_id:'cy'"`, [3]],
  [`"language:'de'"`, [3]],
  [`"time_zone:'Eastern Time (US & Canada)'"`, [1, 2, 3]],
  [`"company_id:72000990001"`, [2]],
  [`"company_id:null"`, [1, 3]],
  [`"created_at:'2026-01-03'"`, [2]],
  [`"created_at:>'2026-01-03'"`, [2, 3]],
  [`"created_at:<'2026-01-03'"`, [1, 2]],
  [`"created_at:>'2026-01-02' AND created_at:<'2026-01-04'"`, [2]],
  [`"updated_at:>'2030-01-01'"`, []],
  [`"seats:7"`, [2]],
  [`"seats:>3"`, [1, 2]],
  [`"seats:<3"`, [1]],
  [`"seats:null"`, [3]],
  [`"vip:true"`, [1]],
  [`"plan:'Paid'"`, [1]],
  [`"signup_method:'O\\'Hara\\'s'"`, [2]],
  [`"tag:'b' AND active:false"`, [2]],
  [`"tag:'a' OR mobile:'7'"`, [1, 3]],
  [`"tag:'a' OR tag:'b' AND active:false"`, [1, 2]],
  [`"(tag:'a' OR tag:'b') AND active:false"`, [2]],
  [`"((active:true))"`, [1]],
  [`"  tag:'b'   AND   (seats:>5)  "`, [2]],
  [`"tag:'__proto__'"`, []],
])('%s', (query, ids) => {
  const response = search(query)
  expect(response.status).toBe(200)
  expect(response.json.total).toBe(ids.length)
  expect(response.json.results.map((contact: { id: number }) => contact.id)).toEqual(ids)
})

test('an OR finds the oldest id first, whichever side named them', () => {
  const ids = (query: string) => search(query).json.results.map((contact: { id: number }) => contact.id)
  expect(ids(`"mobile:'7' OR phone:'+1 5' OR tag:'a'"`)).toEqual([1, 2, 3])
  expect(ids(`"tag:'a' OR phone:'+1 5' OR mobile:'7'"`)).toEqual([1, 2, 3])
})

test('quotes may come as they are, unencoded', () => {
  expect(callApi('GET', `/search/contacts?query="email:'ada@example.com'"`).json.total).toBe(1)
})

test.each<[string, string, string]>([
  [`active:true`, 'query', 'double quotes'],
  [`"active:true`, 'query', 'double quotes'],
  [`""`, 'query', 'ends where a condition should follow'],
  [`"active:true AND"`, 'query', 'ends where a condition should follow'],
  [`"AND active:true"`, 'query', 'Unexpected AND at character 1'],
  [`"active:true active:false"`, 'query', 'without AND or OR before it at character'],
  [`"(active:true"`, 'query', 'A parenthesis is not closed'],
  [`"active:true)"`, 'query', 'Unexpected ) at character'],
  [`"active:true and tag:'b'"`, 'query', 'cannot be read from character 12'],
  [`"tag:b"`, 'query', "single quotes: 'b'"],
  [`"tag='b'"`, 'query', 'cannot be read from character 1'],
  [`"tag:'b"`, 'query', 'cannot be read from character 1'],
  [`"${'x'.repeat(513)}"`, 'query', 'Has 513 characters, it can have maximum of 512 characters'],
  [`"name:'Ada'"`, 'name', 'Unexpected/invalid field in request'],
  [`"constructor:'x'"`, 'constructor', 'Unexpected/invalid field in request'],
  [`"since:'2026-01-01'"`, 'since', 'Unexpected/invalid field in request'],
  [`"active:'true'"`, 'active', 'Value set is of type String.It should be a/an Boolean'],
  [`"company_id:'7'"`, 'company_id', 'Value set is of type String.It should be a/an Integer'],
  [`"phone:5"`, 'phone', 'Value set is of type Integer.It should be a/an String'],
  [`"created_at:'yesterday'"`, 'created_at', "It should be in the 'yyyy-mm-dd' format"],
  [`"email:>'a'"`, 'email', ':> can be used with numbers and days only'],
  [`"seats:>null"`, 'seats', ':> can be used with numbers and days only'],
])('%s is refused', (query, field, message) => {
  const response = search(query)
  expect(response.status).toBe(400)
  expect(response.json.errors).toEqual([expect.objectContaining({ field, message: expect.stringContaining(message) })])
})

test('a query must be there, and a page from 1 to 10', () => {
  const errors = (url: string) => callApi('GET', url).json.errors.map((error: { field: string }) => error.field)
  expect(errors('/search/contacts')).toEqual(['query'])
  for (const page of ['0', '11', 'x', '1.5']) {
    expect(errors(`/search/contacts?query="active:true"&page=${page}`)).toEqual(['page'])
  }
})

test('thirty a page, the total beside them', () => {
  const contacts = Array.from({ length: 65 }, (_, i) => ({ id: i + 1, name: 'X', phone: '1' }))
  const { callApi } = createCallApi({ seed: { contacts } })
  const page = (number: number) => callApi('GET', `/search/contacts?query="phone:'1'"&page=${number}`).json
  expect([page(1).total, page(1).results.length]).toEqual([65, 30])
  expect(page(3).results.map((contact: { id: number }) => contact.id)).toEqual([61, 62, 63, 64, 65])
  expect(page(4)).toEqual({ total: 65, results: [] })
})

test('what changes is found as it is now', () => {
  const { callApi } = createCallApi({ seed })
  const ids = (query: string) =>
    callApi('GET', `/search/contacts?query=${encodeURIComponent(query)}`).json.results.map(
      (contact: { id: number }) => contact.id,
    )
  expect(ids(`"tag:'b'"`)).toEqual([1, 2])
  callApi('PUT', '/contacts/3', { tags: ['b'] })
  callApi('PUT', '/contacts/2', { tags: [] })
  expect(ids(`"tag:'b'"`)).toEqual([1, 3])
  callApi('DELETE', '/contacts/1')
  expect(ids(`"tag:'b'"`)).toEqual([3])
  callApi('PUT', '/contacts/1/restore')
  expect(ids(`"tag:'b'"`)).toEqual([1, 3])
})

describe('autocomplete', () => {
  const contacts = [
    { id: 1, name: 'John Jonz', email: 'marsman@example.com' },
    { id: 2, name: 'John Steven Jonz', phone: '1' },
    { id: 3, name: 'Ada', phone: '1' },
    { id: 4, name: 'Johnny', phone: '1', deleted: true },
  ]
  const { callApi } = createCallApi({ seed: { contacts } })

  test.each<[string, number[]]>([
    ['john', [1, 2]],
    ['Joh', [1, 2]],
    ['jonz', [1, 2]],
    ['hn', []],
    ['john s', [2]],
    ['John+Jonz', [1]],
    ['marsman@', [1]],
    ['zz', []],
  ])('%s', (term, ids) => {
    expect(callApi('GET', `/contacts/autocomplete?term=${term}`).json.map(({ id }: { id: number }) => id)).toEqual(ids)
  })

  test('gives ids and names and nothing else', () => {
    expect(callApi('GET', '/contacts/autocomplete?term=ada').text).toBe('[{"id":3,"name":"Ada"}]')
  })

  test('wants a term', () => {
    expect(callApi('GET', '/contacts/autocomplete').json.errors[0]).toMatchObject({
      field: 'term',
      code: 'missing_field',
    })
  })
})
