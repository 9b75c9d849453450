import { type ApiClient, createApiClient } from './api-client'

/** Contact and company fields, as a trial account of August 2026 shows them. */

interface Field extends Record<string, unknown> {
  id: number
  name: string
  type: string
  position: number
  updated_at: string
  choices?: unknown
}

/** The default fields behind two custom ones. */
const POSITIONS = {
  name: 3,
  job_title: 4,
  email: 5,
  mobile: 6,
  phone: 7,
  other_phone_numbers: 8,
  company_name: 10,
  address: 11,
  time_zone: 12,
  language: 13,
  tag_names: 14,
  description: 15,
  unique_external_id: 17,
  social_handler: 47,
  list_ids: 60,
}

const CUSTOM_KEYS = `editable_in_signup id name label position required_for_agents type default customers_can_edit
  label_for_customers required_for_customers displayed_for_customers created_at updated_at`.split(/\s+/)

const DEFAULT_KEYS = ['agents_can_edit', 'displayed_for_agents', 'quick_add_for_agent', 'unique']

const COMPANY_KEYS = 'id name label position required_for_agents type default created_at updated_at'.split(' ')

export function fieldsOf2026(apiClient: ApiClient) {
  const list = async (client = apiClient): Promise<Field[]> => (await client.get('/contact_fields')).body
  const create = (client = apiClient) => {
    const label = client.unique('Plan').replaceAll('.', ' ')
    return client.made<Field>('/contact_fields', { label, label_for_customers: label, type: 'custom_text' })
  }

  describe('section 12: fields of August 2026', () => {
    apiClient.ofGenerations([2026], 'an account of 2026 has these default contact fields', async () => {
      const defaults = (await list()).filter(field => field.default)
      expect(defaults.map(({ name }) => name)).toEqual(Object.keys(POSITIONS))
      for (const field of defaults) expect(Object.keys(field).slice(-4)).toEqual(DEFAULT_KEYS)
      const switched = (key: string) => defaults.filter(field => field[key]).map(({ name }) => name)
      expect(switched('unique')).toEqual(['email', 'mobile', 'unique_external_id', 'social_handler'])
      expect(switched('quick_add_for_agent')).toEqual(['name', 'company_name'])
      expect(switched('editable_in_signup')).toEqual(['name', 'email'])
      expect(switched('required_for_customers')).toEqual(['name'])
      expect(switched('required_for_agents')).toEqual([])
    })

    apiClient.ofGenerations(
      [2026],
      'a default field has its choices before the keys that only defaults have',
      async () => {
        const fields = await list()
        const timeZone = fields.find(({ name }) => name === 'time_zone') as Field
        expect(Object.keys(timeZone)).toEqual([...CUSTOM_KEYS, 'choices', ...DEFAULT_KEYS])
        const made = await create()
        const custom = (await list()).find(({ id }) => id === made.id) as Field
        expect(Object.keys(custom)).toEqual(CUSTOM_KEYS)
      },
    )

    apiClient.ofGenerations(
      [2026],
      'choices: texts for social_handler, labels by code for time_zone and language',
      async () => {
        const fields = await list()
        const choicesOf = (name: string) => fields.find(field => field.name === name)?.choices as Record<string, string>
        expect(choicesOf('social_handler')).toEqual(expect.arrayContaining([expect.any(String)]))
        const zones = choicesOf('time_zone')
        expect(Object.keys(zones)).toHaveLength(151)
        expect(zones).toMatchObject({
          Almaty: expect.stringContaining('+05:00'),
          Greenland: expect.stringContaining('-02:00'),
        })
        const languages = Object.keys(choicesOf('language'))
        expect(languages).toHaveLength(45)
        expect(languages).toEqual(expect.arrayContaining(['en-GB', 'hi']))
        expect(languages).not.toContain('zh-HK')
      },
    )

    apiClient.ofGenerations([2026], 'a new field stands first and moves the others down', async () => {
      const before = (await list()).find(({ name }) => name === 'email') as Field
      const made = await create()
      expect(made.position).toBe(1)
      const after = (await list()).find(({ name }) => name === 'email') as Field
      expect(after.position).toBe(before.position + 1)
      expect(after.updated_at >= (made.created_at as string)).toBe(true)
    })

    if (apiClient.account.abilities?.generation === 2026) {
      apiClient.given(
        'accountWithoutFields',
        'two custom fields stand newest first, before the default fields',
        async open => {
          const client = createApiClient(await open(), null)
          const [older, newer] = [await create(client), await create(client)]
          const fields = await list(client)
          expect(Object.fromEntries(fields.map(({ name, position }) => [name, position]))).toEqual({
            [newer.name]: 1,
            [older.name]: 2,
            ...POSITIONS,
          })
          expect(fields.at(-1)).toMatchObject({ name: 'list_ids', type: 'default_lists' })
          const { custom_fields } = await client.contact()
          expect(Object.keys(custom_fields as object)).toEqual([newer.name, older.name])
        },
      )
    }

    apiClient.ofGenerations([2026], 'a company field needs a label and a type, and has these keys', async () => {
      const label = apiClient.unique('Support Plan').replaceAll('.', ' ')
      const response = await apiClient.post('/company_fields', { label, type: 'custom_text' })
      expect(response).toMatchObject({
        status: 201,
        body: {
          name: label.toLowerCase().replaceAll(' ', '_'),
          label,
          position: 1,
          required_for_agents: false,
          type: 'custom_text',
          default: false,
        },
        headers: { location: expect.stringMatching(new RegExp(`/api/v2/company_fields/${response.body?.id}$`)) },
      })
      expect(Object.keys(response.body)).toEqual(COMPANY_KEYS)
    })

    apiClient.ofGenerations(
      [2026],
      'a company field with a new label keeps its name, and the same label its time',
      async () => {
        const label = apiClient.unique('Support Plan').replaceAll('.', ' ')
        const made = await apiClient.made<Field>('/company_fields', { label, type: 'custom_text' })
        const same = await apiClient.put(`/company_fields/${made.id}`, { label })
        expect(same).toMatchObject({ status: 200, body: { label, updated_at: made.updated_at } })
        const renamed = await apiClient.put(`/company_fields/${made.id}`, { label: `${label} level` })
        expect(renamed).toMatchObject({ status: 200, body: { name: made.name, label: `${label} level` } })
      },
    )

    apiClient.ofGenerations([2026], 'a new company has every custom field, null', async () => {
      const label = apiClient.unique('Support Plan').replaceAll('.', ' ')
      const { name } = await apiClient.made<Field>('/company_fields', { label, type: 'custom_text' })
      const company = await apiClient.made<Field>('/companies', { name: apiClient.unique('Moss & Fern') })
      expect(company.custom_fields).toMatchObject({ [name]: null })
    })

    apiClient.ofGenerations([2026], 'a list of contact fields takes page and per_page', async () => {
      const all = await list()
      for (const query of ['page=1', 'page=1&per_page=100']) {
        expect(await apiClient.get(`/contact_fields?${query}`)).toMatchObject({ status: 200, body: all })
      }
    })
  })
}
