import { createCallApi } from '../../testing/call-api'

const ADA = { name: 'Ada Moss', email: 'Ada.Moss@example.com' }

const CREATED_KEYS =
  'active address deleted description email id job_title language mobile name phone time_zone twitter_id custom_fields tags other_emails facebook_id created_at updated_at csat_rating preferred_source company_id view_all_tickets other_companies unique_external_id avatar'.split(
    ' ',
  )
const NEWER_KEYS = ['first_name', 'last_name', 'visitor_id', 'org_contact_id', 'other_phone_numbers']

test('a created contact, to the letter', () => {
  const { callApi } = createCallApi()
  expect(callApi('POST', '/contacts', ADA).text).toBe(
    '{"active":false,"address":null,"deleted":false,"description":null,"email":"ada.moss@example.com","id":72009990007,' +
      '"job_title":null,"language":"en","mobile":null,"name":"Ada Moss","phone":null,' +
      '"time_zone":"Eastern Time (US & Canada)","twitter_id":null,"custom_fields":{"signup_method":null},"tags":[],' +
      '"other_emails":[],"facebook_id":null,"created_at":"2026-01-05T09:00:00Z","updated_at":"2026-01-05T09:00:00Z",' +
      '"csat_rating":null,"preferred_source":null,"company_id":null,"view_all_tickets":null,"other_companies":[],' +
      '"unique_external_id":null,"avatar":null,"first_name":"Ada","last_name":"Moss",' +
      '"visitor_id":"5f0c2a9e-1b7d-4c55-9a51-072009990007","org_contact_id":1847477738229767168,"other_phone_numbers":[]}',
  )
})

test('all a contact can be given comes back', () => {
  const { callApi } = createCallApi()
  const given = {
    name: 'Ada "Countess" Möss\n',
    email: 'ada@example.com',
    phone: '(257)-715-491',
    mobile: '777770101',
    twitter_id: 'ada',
    unique_external_id: '10101',
    other_emails: ['moss@example.com', 'ada.moss@example.com'],
    company_id: 72000990001,
    view_all_tickets: true,
    other_companies: [{ company_id: 72000990002, view_all_tickets: false }],
    address: '1 Fern Way',
    description: 'Likes "quotes" and \\ and 🌿',
    job_title: 'Head of Growth',
    language: 'de',
    time_zone: 'Chennai',
    tags: ['marketing-consent', 'Größe'],
    custom_fields: { signup_method: 'email' },
  }
  const { json: created } = callApi('POST', '/contacts', given)
  expect(created).toMatchObject(given)
  expect(callApi('GET', `/contacts/${created.id}`).json).toMatchObject(given)
})

describe('which keys there are, and in which order', () => {
  const getKeys = (year: 2022 | 2024) => {
    const { callApi } = createCallApi({ year })
    const { json: created } = callApi('POST', '/contacts', ADA)
    const companion = callApi('POST', '/contacts', { name: 'Zoe', phone: '1', company_id: 72000990001 }).json
    const list = callApi('GET', '/contacts').json
    return {
      created: Object.keys(created),
      updated: Object.keys(callApi('PUT', `/contacts/${created.id}`, { phone: '2' }).json),
      viewed: Object.keys(callApi('GET', `/contacts/${created.id}`).json),
      listed: Object.keys(list[0]),
      listedWithCompany: Object.keys(list.find((contact: { id: number }) => contact.id === companion.id)),
      found: Object.keys(callApi('GET', `/search/contacts?query="email:'ada.moss@example.com'"`).json.results[0]),
      deleted:
        callApi('DELETE', `/contacts/${created.id}`) && Object.keys(callApi('GET', `/contacts/${created.id}`).json),
    }
  }
  const without = (...left: string[]) => CREATED_KEYS.filter(key => !left.includes(key))
  const LISTED = without('deleted', 'tags', 'other_emails', 'view_all_tickets', 'other_companies', 'avatar')

  test('in an account of 2022', () => {
    expect(getKeys(2022)).toEqual({
      created: CREATED_KEYS,
      updated: CREATED_KEYS,
      viewed: without('deleted'),
      listed: LISTED,
      listedWithCompany: without('deleted', 'tags', 'other_emails', 'view_all_tickets', 'avatar'),
      found: LISTED,
      deleted: CREATED_KEYS,
    })
  })

  test('in an account of 2024 five more stand at the end', () => {
    const keys = getKeys(2024)
    expect(keys.created).toEqual([...CREATED_KEYS, ...NEWER_KEYS])
    expect(keys.listed).toEqual([...LISTED, ...NEWER_KEYS])
  })
})

describe('update', () => {
  const { callApi, clock } = createCallApi()
  const { json: ada } = callApi('POST', '/contacts', {
    ...ADA,
    phone: '1',
    tags: ['a', 'b'],
    other_emails: ['moss@example.com'],
    company_id: 72000990001,
    custom_fields: { signup_method: 'email' },
  })
  const put = (body: object) => callApi('PUT', `/contacts/${ada.id}`, body)

  test('leaves alone what is not sent, and moves updated_at', () => {
    clock.advance(5_000)
    const { updated_at: _, job_title: __, ...rest } = ada
    expect(put({ job_title: 'Head' }).json).toEqual({
      ...rest,
      job_title: 'Head',
      updated_at: '2026-01-05T09:00:05Z',
    })
  })

  test('replaces tags and other_emails, clears them with []', () => {
    expect(put({ tags: ['a', 'c'] }).json.tags).toEqual(['a', 'c'])
    expect(put({ other_emails: ['m@example.com'] }).json.other_emails).toEqual(['m@example.com'])
    expect(put({ tags: [], other_emails: [] }).json).toMatchObject({ tags: [], other_emails: [] })
  })

  test('null clears; without a company there are no tickets to see', () => {
    expect(ada.view_all_tickets).toBe(false)
    expect(put({ phone: null, job_title: null, company_id: null }).json).toMatchObject({
      phone: null,
      job_title: null,
      company_id: null,
      view_all_tickets: null,
    })
    expect(put({ company_id: 72000990002 }).json.view_all_tickets).toBe(false)
  })

  test('null gives language and zone back to the account', () => {
    put({ language: 'de', time_zone: 'Chennai' })
    expect(put({ language: null, time_zone: null }).json).toMatchObject({
      language: 'en',
      time_zone: 'Eastern Time (US & Canada)',
    })
  })

  test('merges custom fields', () => {
    callApi('POST', '/contact_fields', { label: 'Plan', label_for_customers: 'Plan', type: 'custom_text' })
    expect(put({ custom_fields: { plan: 'free' } }).json.custom_fields).toEqual({
      plan: 'free',
      signup_method: 'email',
    })
    expect(put({ custom_fields: { signup_method: null } }).json.custom_fields).toEqual({
      plan: 'free',
      signup_method: null,
    })
  })

  test('a new address works at once, and the old one finds no contact', () => {
    put({ email: 'ADA@example.com' })
    expect(callApi('GET', '/contacts?email=ada@example.com').json).toHaveLength(1)
    expect(callApi('GET', '/contacts?email=ada.moss@example.com').json).toEqual([])
  })

  test('a second address of the contact becomes the first, and is second no longer', () => {
    put({ other_emails: ['second@example.com', 'third@example.com'] })
    expect(put({ email: 'second@example.com' }).json).toMatchObject({
      email: 'second@example.com',
      other_emails: ['third@example.com'],
    })
    expect(callApi('GET', '/contacts?email=ada@example.com').json).toEqual([])
  })

  test('the same values again are no conflict', () => {
    const { email, phone, unique_external_id } = callApi('GET', `/contacts/${ada.id}`).json
    expect(put({ email, phone, unique_external_id }).status).toBe(200)
  })

  test.each(['Moss/Ada', 'Moss, Ada', 'The "Ada"', 'www.ada.example'])(
    'a name such as %s can be made, not sent again',
    name => {
      const { status, json } = callApi('POST', '/contacts', { name, phone: name })
      expect(status).toBe(201)
      const response = callApi('PUT', `/contacts/${json.id}`, { name, job_title: 'x' })
      expect(response.status).toBe(400)
      expect(response.json.errors).toEqual([
        { field: 'name', message: '/,",www. not allowed in name', code: 'invalid_value' },
      ])
    },
  )

  test('nothing at all is refused', () => {
    expect(put({}).text).toBe('{"code":"missing_field","message":"The request holds nothing to update"}')
  })

  test('the last thing a contact is known by cannot be taken from it', () => {
    const { json } = callApi('POST', '/contacts', { name: 'Ben', phone: '99' })
    expect(callApi('PUT', `/contacts/${json.id}`, { phone: null }).json.errors).toEqual([
      {
        field: 'email',
        message: 'Please fill at least 1 of email, mobile, phone, twitter_id, unique_external_id fields',
        code: 'missing_field',
      },
    ])
  })

  test.each([
    ['nobody', 1],
    ['an agent', 72009990001],
  ])('of %s: 404 without a body', (_, id) => {
    const response = callApi('PUT', `/contacts/${id}`, { name: 'x' })
    expect([response.status, response.text]).toEqual([404, ''])
  })
})

describe('a company gets the new contacts of its domain', () => {
  const { callApi } = createCallApi()

  test('a new contact', () => {
    expect(callApi('POST', '/contacts', { name: 'Jo', email: 'jo@quillfarm.example' }).json).toMatchObject({
      company_id: 72000990001,
      view_all_tickets: false,
    })
  })

  test('not one who is given a company, or none', () => {
    const post = (email: string, company_id: number | null) =>
      callApi('POST', '/contacts', { name: 'Jo', email, company_id }).json.company_id
    expect(post('jo2@quillfarm.example', 72000990002)).toBe(72000990002)
    expect(post('jo3@quillfarm.example', null)).toBeNull()
  })

  test('not one from a part of the domain', () => {
    expect(callApi('POST', '/contacts', { name: 'Jo', email: 'jo@mail.quillfarm.example' }).json.company_id).toBeNull()
  })
})
