import { type ApiClient, createApiClient } from './api-client'

/** What only accounts of one generation show, key by key and header by header, as recorded. */

const CONTACT_2022 =
  `active address deleted description email id job_title language mobile name phone time_zone twitter_id
  custom_fields tags other_emails facebook_id created_at updated_at csat_rating preferred_source company_id
  view_all_tickets other_companies unique_external_id avatar`.split(/\s+/)

const CONTACT_2026 =
  `active address deleted description email id job_title language mobile name phone time_zone twitter_id
  custom_fields tags lists other_emails facebook_id created_at updated_at csat_rating preferred_source contact_type
  first_seen last_seen company_id view_all_tickets other_companies unique_external_id avatar first_name last_name
  visitor_id org_contact_id org_contact_id_str other_phone_numbers social_handler guest_name guest_profile_pic`.split(
    /\s+/,
  )

const VIEWED_2026 = `active address description email id job_title language mobile name phone time_zone twitter_id
  custom_fields tags lists other_emails facebook_id created_at updated_at csat_rating preferred_source contact_type
  first_seen last_seen ip_address company_id view_all_tickets other_companies unique_external_id avatar first_name
  last_name visitor_id org_contact_id org_contact_id_str devices other_phone_numbers social_handler guest_name
  guest_profile_pic`.split(/\s+/)

const LISTED_2026 = `active address description email id job_title language mobile name phone time_zone twitter_id
  custom_fields facebook_id created_at updated_at csat_rating preferred_source contact_type first_seen last_seen
  ip_address company_id unique_external_id first_name last_name visitor_id org_contact_id org_contact_id_str
  other_phone_numbers social_handler guest_name guest_profile_pic`.split(/\s+/)

export function generations(apiClient: ApiClient) {
  const PEOPLE = ['Edith Thorn', 'Test1', 'Edith Birch', 'Test-ticket', 'Test Restore Contact', 'Ada Fern Moss']

  async function listPeople() {
    const phone = apiClient.phone()
    for (const name of PEOPLE) await apiClient.contact({ ...apiClient.person(name), phone })
    const { body } = await apiClient.get(`/contacts?${new URLSearchParams({ phone })}`)
    return body.map(nameOf)
  }

  describe('section 12: an account of August 2026', () => {
    apiClient.ofGenerations([2026], 'a contact of 2026 has these keys when created, viewed and listed', async () => {
      const { body } = await apiClient.post('/contacts', apiClient.person())
      expect(Object.keys(body)).toEqual(CONTACT_2026)
      expect(Object.keys(await apiClient.view(body.id))).toEqual(VIEWED_2026)
      const listed = await apiClient.get(`/contacts?email=${body.email}`)
      expect(Object.keys(listed.body[0])).toEqual(LISTED_2026)
    })

    apiClient.ofGenerations([2026], 'a new contact of 2026 has these defaults', async () => {
      const { text, body } = await apiClient.post('/contacts', apiClient.person())
      expect(body).toMatchObject({
        lists: [],
        contact_type: 'contact',
        first_seen: null,
        last_seen: null,
        other_phone_numbers: [],
        social_handler: [],
        guest_name: null,
        guest_profile_pic: null,
        preferred_source: null,
        time_zone: 'UTC',
      })
      expect(text).toMatch(/"org_contact_id":(\d{19}),"org_contact_id_str":"\1"/)
      expect(BigInt(body.org_contact_id_str) % 1024n).toBe(0n)
    })

    apiClient.ofGenerations([2026], 'the name is cut at its last space', async () => {
      expect(await apiClient.contact({ name: 'Ada Fern Moss' })).toMatchObject({
        first_name: 'Ada Fern',
        last_name: 'Moss',
      })
      expect(await apiClient.contact({ name: 'Ada' })).toMatchObject({ first_name: 'Ada', last_name: '' })
    })

    apiClient.ofGenerations(
      [2026],
      'a company of 2026 has the id of its organization twice, in a list once',
      async () => {
        const made = await apiClient.post('/companies', { name: apiClient.unique('Aaa') })
        expect(Object.keys(made.body).slice(-3)).toEqual(['industry', 'org_company_id', 'org_company_id_str'])
        expect(made.text).toMatch(/"org_company_id":(\d{19}),"org_company_id_str":"\1"/)
        const listed = await apiClient.get('/companies?per_page=100')
        expect(Object.keys(listed.body[0]).slice(-2)).toEqual(['industry', 'org_company_id'])
        expect(listed.body[0].org_company_id).toMatch(/^\d{19}$/)
      },
    )

    apiClient.ofGenerations([2026], 'a list is sorted by first name, and then by id', async () => {
      expect(await listPeople()).toEqual([
        'Ada Fern Moss',
        'Edith Thorn',
        'Edith Birch',
        'Test Restore Contact',
        'Test-ticket',
        'Test1',
      ])
    })

    apiClient.ofGenerations([2026], 'an unfiltered list is sorted by first name, page by page', async () => {
      for (const name of ['Aaa Thorn', 'Aaa Birch', 'Aaa Moss']) await apiClient.contact(apiClient.person(name))
      const names: string[] = []
      for (const page of [1, 2, 3]) {
        const { body } = await apiClient.get(`/contacts?per_page=1&page=${page}`)
        names.push(...body.map(nameOf))
      }
      expect(names).toEqual(['Aaa Thorn', 'Aaa Birch', 'Aaa Moss'])
    })

    apiClient.ofGenerations([2026], 'a list that fits on one page has no Link', async () => {
      const { email } = await apiClient.contact()
      for (const query of ['page=1', 'page=1&per_page=100']) {
        const response = await apiClient.get(`/contacts?email=${email}&${query}`)
        expect(response).toMatchObject({ status: 200, body: [{ email }] })
        expect(response.headers).not.toHaveProperty('link')
      }
    })

    apiClient.ofGenerations([2026], 'the headers of an account of 2026', async () => {
      const read = await apiClient.get('/agents/me')
      const write = await apiClient.post('/contacts', apiClient.person())
      for (const { headers } of [read, write]) {
        expect(headers).toMatchObject({
          server: 'cloudflare',
          'cache-control': 'no-store',
          'cf-cache-status': 'DYNAMIC',
          'cf-ray': expect.any(String),
          'x-server-processing-time-ms': expect.stringMatching(/^\d+$/),
          'x-ratelimit-total': expect.stringMatching(/^\d+\.0$/),
          'x-ratelimit-remaining': expect.stringMatching(/^\d+\.0$/),
          'x-ratelimit-used-currentrequest': '1',
          'x-request-id': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-9/),
        })
        expect(headers['set-cookie']).toMatch(/_x_w=47_1;.*_x_m=x_c;.*__cf_bm=/)
      }
      expect(read.headers.vary).toBe('accept-encoding')
      expect(write.headers).not.toHaveProperty('vary')
    })

    if (apiClient.account.abilities?.generation === 2026) {
      apiClient.given('accountOfPlan', 'a trial of 2026 has no smaller limit for reading contacts', async open => {
        const trial = createApiClient(await open('trial'), null)
        expect((await trial.get('/contacts')).headers).toMatchObject({
          'x-ratelimit-total': '50.0',
          'x-ratelimit-remaining': '49.0',
        })
        expect((await trial.get('/agents/me')).headers['x-ratelimit-remaining']).toBe('48.0')
        expect((await trial.get('/contacts')).headers['x-ratelimit-remaining']).toBe('47.0')
      })
    }
  })

  describe('sections 1 and 7: an account of 2022 or 2024', () => {
    apiClient.ofGenerations([2022], 'a contact of 2022 has 26 keys and no more', async () => {
      expect(Object.keys((await apiClient.post('/contacts', apiClient.person())).body)).toEqual(CONTACT_2022)
    })

    apiClient.ofGenerations([2024], 'a contact of 2024 has 31 keys', async () => {
      expect(Object.keys((await apiClient.post('/contacts', apiClient.person())).body)).toEqual([
        ...CONTACT_2022,
        ...['first_name', 'last_name', 'visitor_id', 'org_contact_id', 'other_phone_numbers'],
      ])
    })

    apiClient.ofGenerations([2022, 2024], 'a list is sorted by the whole name', async () => {
      expect(await listPeople()).toEqual([
        'Ada Fern Moss',
        'Edith Birch',
        'Edith Thorn',
        'Test Restore Contact',
        'Test-ticket',
        'Test1',
      ])
    })

    apiClient.ofGenerations([2022], 'the headers of an account of 2022', async () => {
      const { headers } = await apiClient.get('/agents/me')
      expect(headers).toMatchObject({ server: 'fwe', 'x-rack-cache': 'miss', 'x-ua-compatible': 'IE=Edge,chrome=1' })
      expect(headers['set-cookie']).toMatch(/_x_w=43_1;.*_x_m=x_c;/)
      expect(headers['x-ratelimit-total']).toMatch(/^\d+$/)
      const write = await apiClient.post('/contacts', apiClient.person())
      expect(write.headers['x-rack-cache']).toBe('invalidate, pass')
    })

    apiClient.ofGenerations([2024], 'the headers of an account of 2024', async () => {
      const { headers } = await apiClient.get('/agents/me')
      expect(headers).not.toHaveProperty('x-rack-cache')
      expect(headers).not.toHaveProperty('x-ua-compatible')
      expect(headers['set-cookie']).toBe('_x_w=5_2; path=/; HttpOnly; secure')
    })
  })
}

const nameOf = ({ name }: { name: string }) => name
