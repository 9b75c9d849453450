import { type ApiClient, createApiClient } from './api-client'

const CREATED = [
  'active',
  'address',
  'deleted',
  'description',
  'email',
  'id',
  'job_title',
  'language',
  'mobile',
  'name',
  'phone',
  'time_zone',
  'twitter_id',
  'custom_fields',
  'tags',
  'other_emails',
  'facebook_id',
  'created_at',
  'updated_at',
  'csat_rating',
  'preferred_source',
  'company_id',
  'view_all_tickets',
  'other_companies',
  'unique_external_id',
  'avatar',
]
const VIEWED = CREATED.filter(key => key !== 'deleted')
const LISTED = VIEWED.filter(
  key => !['tags', 'other_emails', 'view_all_tickets', 'avatar', 'other_companies'].includes(key),
)
const LISTED_WITH_COMPANY = [...LISTED.slice(0, -1), 'other_companies', 'unique_external_id']

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The keys that all accounts have had since 2022; newer accounts append others. */
const first = (count: number, contact: object) => Object.keys(contact).slice(0, count)

export function contactJson(apiClient: ApiClient) {
  describe('section 1: the contact object', () => {
    apiClient.ofGenerations([2022, 2024], 'a created contact has 26 keys, in this order', async () => {
      const { body } = await apiClient.post('/contacts', apiClient.person())
      expect(first(26, body)).toEqual(CREATED)
    })

    apiClient.ofGenerations([2022, 2024], 'an updated contact has the keys of a created one', async () => {
      const { id } = await apiClient.contact()
      const { body } = await apiClient.put(`/contacts/${id}`, { job_title: 'Buyer' })
      expect(first(26, body)).toEqual(CREATED)
    })

    apiClient.ofGenerations([2022, 2024], 'a viewed contact has the same keys without deleted', async () => {
      const { id } = await apiClient.contact()
      expect(first(25, await apiClient.view(id))).toEqual(VIEWED)
    })

    apiClient.ofGenerations(
      [2022, 2024],
      'a listed contact lacks tags, other_emails, view_all_tickets, avatar and other_companies',
      async () => {
        const { email } = await apiClient.contact({ tags: ['newsletter'] })
        const { body } = await apiClient.get(`/contacts?email=${email}`)
        expect(first(20, body[0])).toEqual(LISTED)
        for (const key of ['tags', 'other_emails', 'view_all_tickets', 'avatar', 'other_companies'])
          expect(body[0]).not.toHaveProperty(key)
      },
    )

    apiClient.ofGenerations(
      [2022, 2024],
      'a listed contact that has a company shows other_companies right after it',
      async () => {
        const company = await apiClient.made('/companies', { name: apiClient.unique('Moss & Fern') })
        const { email } = await apiClient.contact({ company_id: company.id })
        const { body } = await apiClient.get(`/contacts?email=${email}`)
        expect(first(21, body[0])).toEqual(LISTED_WITH_COMPANY)
      },
    )

    apiClient.given('ownAccount', 'other_companies holds ids in a list and objects in a view', async () => {
      const first = await apiClient.made('/companies', { name: apiClient.unique('Moss & Fern') })
      const second = await apiClient.made('/companies', { name: apiClient.unique('Quillfarm') })
      const other_companies = [{ company_id: second.id, view_all_tickets: false }]
      const { id, email } = await apiClient.contact({ company_id: first.id, other_companies })
      expect(await apiClient.view(id)).toMatchObject({ other_companies })
      const listed = await apiClient.get(`/contacts?email=${email}`)
      expect(listed.body[0].other_companies).toEqual([second.id])
    })

    test('a value that a create leaves out is null, false or empty, and never absent', async () => {
      const person = apiClient.person()
      const { body } = await apiClient.post('/contacts', person)
      expect(body).toMatchObject({
        ...person,
        active: false,
        address: null,
        deleted: false,
        description: null,
        job_title: null,
        language: expect.stringMatching(/./),
        mobile: null,
        phone: null,
        time_zone: expect.stringMatching(/./),
        twitter_id: null,
        custom_fields: expect.any(Object),
        tags: [],
        other_emails: [],
        facebook_id: null,
        csat_rating: null,
        preferred_source: null,
        company_id: null,
        view_all_tickets: null,
        other_companies: [],
        unique_external_id: null,
        avatar: null,
      })
    })

    test('ids are whole numbers that need more than 32 bits', async () => {
      const { id } = await apiClient.contact()
      expect(Number.isSafeInteger(id)).toBe(true)
      expect(id).toBeGreaterThan(2 ** 32)
    })

    test('timestamps are UTC to the second, and both the same on a new contact', async () => {
      const { created_at, updated_at } = await apiClient.contact()
      expect(created_at).toMatch(TIMESTAMP)
      expect(updated_at).toBe(created_at)
    })

    test('custom_fields holds every custom field of the account, null where unset', async () => {
      const { body: fields } = await apiClient.get('/contact_fields')
      const custom = fields.filter((field: { default: boolean }) => !field.default)
      const { custom_fields } = await apiClient.contact()
      expect(Object.keys(custom_fields as object).sort()).toEqual(custom.map((f: { name: string }) => f.name).sort())
      expect(new Set(Object.values(custom_fields as object))).toEqual(new Set(custom.length > 0 ? [null] : []))
    })

    apiClient.given(
      'accountWithoutFields',
      'custom_fields is an empty object where the account has none',
      async open => {
        const apiClient = createApiClient(await open(), null)
        const { id, email, custom_fields } = await apiClient.contact()
        const listed = await apiClient.get(`/contacts?email=${email}`)
        expect([custom_fields, (await apiClient.view(id)).custom_fields, listed.body[0].custom_fields]).toEqual([
          {},
          {},
          {},
        ])
      },
    )

    apiClient.given('ownAccount', 'view_all_tickets is null until there is a company, then false', async () => {
      const company = await apiClient.made('/companies', { name: apiClient.unique('Moss & Fern') })
      const contact = await apiClient.contact({ company_id: company.id })
      expect(contact).toMatchObject({ company_id: company.id, view_all_tickets: false })
    })

    apiClient.ofGenerations(
      [2024, 2026],
      'accounts since 2024 append the two parts of the name, a visitor and an organization',
      async () => {
        const { text, body } = await apiClient.post('/contacts', apiClient.person('Ada Moss'))
        expect(body).toMatchObject({
          first_name: 'Ada',
          last_name: 'Moss',
          visitor_id: expect.stringMatching(UUID),
          org_contact_id: expect.any(Number),
          other_phone_numbers: [],
        })
        // Nineteen digits: more than a JavaScript number keeps.
        expect(text).toMatch(/"org_contact_id":\d{19},/)
      },
    )

    apiClient.ofGenerations([2024], 'accounts of 2024 append these keys to listed contacts too', async () => {
      const { email } = await apiClient.contact()
      const { body } = await apiClient.get(`/contacts?email=${email}`)
      expect(Object.keys(body[0]).slice(20, 24)).toEqual(['first_name', 'last_name', 'visitor_id', 'org_contact_id'])
    })
  })
}
