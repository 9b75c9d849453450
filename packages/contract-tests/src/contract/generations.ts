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

const FIELDS_2026 =
  `name job_title email mobile phone other_phone_numbers company_name address time_zone language tag_names
  description unique_external_id social_handler list_ids`.split(/\s+/)

export function generations(apiClient: ApiClient) {
  describe('the generation of the account', () => {
    apiClient.ofGenerations([2022], 'a contact of 2022 has 26 keys and no more', async () => {
      expect(Object.keys((await apiClient.post('/contacts', apiClient.person())).body)).toEqual(CONTACT_2022)
    })

    apiClient.ofGenerations([2024], 'a contact of 2024 has 31 keys', async () => {
      expect(Object.keys((await apiClient.post('/contacts', apiClient.person())).body)).toEqual([
        ...CONTACT_2022,
        ...['first_name', 'last_name', 'visitor_id', 'org_contact_id', 'other_phone_numbers'],
      ])
    })

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

    apiClient.ofGenerations([2026], 'an account of 2026 has these default contact fields', async () => {
      const { body } = await apiClient.get('/contact_fields')
      const defaults = body.filter((field: { default: boolean }) => field.default)
      expect(defaults.map(({ name }: { name: string }) => name)).toEqual(FIELDS_2026)
      for (const field of defaults) {
        expect(Object.keys(field).slice(-4)).toEqual([
          'agents_can_edit',
          'displayed_for_agents',
          'quick_add_for_agent',
          'unique',
        ])
      }
      const switched = (key: string) => defaults.filter((field: Record<string, unknown>) => field[key]).map(nameOf)
      expect(switched('unique')).toEqual(['email', 'mobile', 'unique_external_id', 'social_handler'])
      expect(switched('quick_add_for_agent')).toEqual(['name', 'company_name'])
      expect(switched('editable_in_signup')).toEqual(['name', 'email'])
      expect(switched('required_for_customers')).toEqual(['name'])
      expect(switched('required_for_agents')).toEqual([])
    })

    apiClient.ofGenerations([2026], 'a new field stands first and moves the others down', async () => {
      const before = (await apiClient.get('/contact_fields')).body.find((field: Field) => field.name === 'email')
      const label = apiClient.unique('Plan').replaceAll('.', ' ')
      const made = await apiClient.made<Field>('/contact_fields', {
        label,
        label_for_customers: label,
        type: 'custom_text',
      })
      expect(made.position).toBe(1)
      const after = (await apiClient.get('/contact_fields')).body.find((field: Field) => field.name === 'email')
      expect(after.position).toBe(before.position + 1)
    })

    const PEOPLE = ['Edith Thorn', 'Test1', 'Edith Birch', 'Test-ticket', 'Test Restore Contact', 'Ada Fern Moss']

    async function listPeople() {
      const phone = apiClient.phone()
      for (const name of PEOPLE) await apiClient.contact({ ...apiClient.person(name), phone })
      const { body } = await apiClient.get(`/contacts?${new URLSearchParams({ phone })}`)
      return body.map(nameOf)
    }

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

    apiClient.ofGenerations([2022], 'headers of 2022', async () => {
      const { headers } = await apiClient.get('/agents/me')
      expect(headers).toMatchObject({ server: 'fwe', 'x-rack-cache': 'miss', 'x-ua-compatible': 'IE=Edge,chrome=1' })
      expect(headers['set-cookie']).toMatch(/_x_w=43_1;.*_x_m=x_c;/)
      expect(headers['x-ratelimit-total']).toMatch(/^\d+$/)
      const write = await apiClient.post('/contacts', apiClient.person())
      expect(write.headers['x-rack-cache']).toBe('invalidate, pass')
    })

    apiClient.ofGenerations([2024], 'headers of 2024', async () => {
      const { headers } = await apiClient.get('/agents/me')
      expect(headers).not.toHaveProperty('x-rack-cache')
      expect(headers).not.toHaveProperty('x-ua-compatible')
      expect(headers['set-cookie']).toBe('_x_w=5_2; path=/; HttpOnly; secure')
    })

    apiClient.ofGenerations([2026], 'headers of 2026', async () => {
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

    apiClient.given('accountOfPlan', 'the same values again do not move updated_at', async open => {
      const account = await open('enterprise')
      const apiClient = createApiClient(account, null)
      const person = apiClient.person()
      const { id, updated_at } = await apiClient.contact(person)
      await account.pass(30)
      const { body } = await apiClient.put(`/contacts/${id}`, { name: person.name })
      expect(body.updated_at).toBe(updated_at)
    })
  })
}

interface Field {
  id: number
  name: string
  position: number
}

const nameOf = ({ name }: { name: string }) => name
