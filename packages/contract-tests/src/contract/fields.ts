import type { ApiClient } from './api-client'

const KEYS = [
  'editable_in_signup',
  'id',
  'name',
  'label',
  'position',
  'required_for_agents',
  'type',
  'default',
  'customers_can_edit',
  'label_for_customers',
  'required_for_customers',
  'displayed_for_customers',
  'created_at',
  'updated_at',
]

/**
 * What /contact_fields calls the keys of a contact; `tag_names` is tags, `company_name` company_id.
 */
const DEFAULT_NAMES = [
  'name',
  'job_title',
  'email',
  'phone',
  'mobile',
  'company_name',
  'address',
  'time_zone',
  'language',
  'tag_names',
  'description',
]

/** These depend on the plan, and on when the account was made. */
const OTHER_NAMES = [
  'twitter_id',
  'client_manager',
  'unique_external_id',
  'twitter_profile_status',
  'twitter_followers_count',
]

const NEWER_KEYS = ['agents_can_edit', 'displayed_for_agents', 'quick_add_for_agent', 'unique']

interface Field {
  id: number
  name: string
  type: string
  position: number
  default: boolean
  choices?: unknown
}

/** A value each type of field takes, one it refuses, and how Freshdesk calls the type it wants. */
const TYPES: [type: string, good: unknown, bad: unknown, wanted?: string][] = [
  ['custom_text', 'Gold', 7, 'String'],
  ['custom_paragraph', 'Gold\nand silver', 7, 'String'],
  ['custom_checkbox', true, 'true', 'Boolean'],
  ['custom_number', 7, '7', 'Integer'],
  ['custom_decimal', 1.5, '1.5'],
  ['custom_phone_number', '+1 555 0100', 7, 'String'],
  ['custom_url', 'https://moss.example/fern', 7],
  ['custom_date', '2020-02-29', '29.02.2020'],
  ['custom_date', '2020-02-29', '2021-02-29'],
]

export function fields(apiClient: ApiClient) {
  const field = (values: object = {}) => {
    const label = apiClient.unique('Plan').replaceAll('.', ' ')
    return apiClient.made<Field>('/contact_fields', {
      label,
      label_for_customers: label,
      type: 'custom_text',
      ...values,
    })
  }
  const dropdown = {
    type: 'custom_dropdown',
    choices: [
      { value: 'Free', position: 1 },
      { value: 'Paid', position: 2 },
    ],
  }

  describe('section 9: contact fields', () => {
    let list: Field[] = []
    beforeAll(async () => {
      list = (await apiClient.get('/contact_fields')).body
    })
    const named = (name: string) => list.find(field => field.name === name)

    test('contact fields are listed by position, each with these keys in this order', () => {
      const positions = list.map(({ position }) => position)
      expect(positions).toEqual([...positions].sort((a, b) => a - b))
      for (const field of list) expect(Object.keys(field).filter(key => KEYS.includes(key))).toEqual(KEYS)
    })

    test.each(DEFAULT_NAMES)('every account has the contact field %s', name => {
      expect(named(name)).toMatchObject({ type: `default_${name}`, default: true })
    })

    apiClient.ofGenerations(
      [2024],
      'accounts of 2024 have these contact fields as well, and four more keys of each',
      async () => {
        for (const name of OTHER_NAMES) expect(named(name)).toMatchObject({ type: `default_${name}`, default: true })
        for (const field of list.filter(field => field.default))
          expect(Object.keys(field).slice(-4)).toEqual(NEWER_KEYS)
      },
    )

    test('the choices of time_zone and language are labels by code', () => {
      expect(named('time_zone')?.choices).toMatchObject({ Chennai: expect.any(String) })
      expect(named('language')?.choices).toMatchObject({ en: expect.stringMatching(/English/) })
    })

    apiClient.given(
      'ownAccount',
      'the choices of a dropdown are a list of texts in the list, and objects in view',
      async () => {
        const made = await field(dropdown)
        const { body } = await apiClient.get('/contact_fields')
        const listed = body.find(({ id }: Field) => id === made.id)
        expect(listed).toMatchObject({ type: 'custom_dropdown', default: false, choices: ['Free', 'Paid'] })
        expect(await apiClient.get(`/contact_fields/${made.id}`)).toMatchObject({
          status: 200,
          body: {
            id: made.id,
            name: made.name,
            choices: [
              { id: expect.any(Number), label: 'Free', value: 'Free', position: 1 },
              { id: expect.any(Number), label: 'Paid', value: 'Paid', position: 2 },
            ],
          },
        })
      },
    )

    for (const [type, good, bad, wanted] of TYPES) {
      apiClient.given(
        'ownAccount',
        `${type} takes ${JSON.stringify(good)} and refuses ${JSON.stringify(bad)}`,
        async () => {
          const { name } = await field({ type })
          const contact = await apiClient.contact({ custom_fields: { [name]: good } })
          expect(contact.custom_fields).toMatchObject({ [name]: good })
          const response = await apiClient.post('/contacts', { ...apiClient.person(), custom_fields: { [name]: bad } })
          expect(response).toMatchObject({ status: 400, body: { errors: [{ field: `custom_fields.${name}` }] } })
          if (wanted === undefined) return
          const message = new RegExp(`^Value set is of type \\w+\\. ?It should be a/an ${wanted}`)
          expect(response.body.errors[0]).toMatchObject({
            code: 'datatype_mismatch',
            message: expect.stringMatching(message),
          })
        },
      )
    }

    apiClient.given(
      'ownAccount',
      'custom_dropdown takes one of its choices, and names them when it refuses',
      async () => {
        const { name } = await field(dropdown)
        const contact = await apiClient.contact({ custom_fields: { [name]: 'Paid' } })
        expect(contact.custom_fields).toMatchObject({ [name]: 'Paid' })
        const response = await apiClient.post('/contacts', {
          ...apiClient.person(),
          custom_fields: { [name]: 'Stolen' },
        })
        expect(response).toMatchObject({
          status: 400,
          body: {
            errors: [
              {
                field: `custom_fields.${name}`,
                message: "It should be one of these values: 'Free,Paid'",
                code: 'invalid_value',
              },
            ],
          },
        })
      },
    )

    apiClient.given('ownAccount', 'a deleted field is gone from the list and from contacts', async () => {
      const { id, name } = await field()
      expect(await apiClient.delete(`/contact_fields/${id}`)).toMatchObject({ status: 204, text: '' })
      expect(await apiClient.get(`/contact_fields/${id}`)).toMatchObject({ status: 404 })
      expect((await apiClient.contact()).custom_fields).not.toHaveProperty(name)
    })

    apiClient.given('ownAccount', 'a field is deleted by the plural path only', async () => {
      const { id } = await field()
      expect(await apiClient.delete(`/contact_field/${id}`)).toMatchObject({ status: 404 })
      expect(await apiClient.get(`/contact_fields/${id}`)).toMatchObject({ status: 200 })
      expect(await apiClient.delete(`/contact_fields/${id}`)).toMatchObject({ status: 204 })
    })
  })

  describe('section 2: custom fields of a contact', () => {
    apiClient.given('ownAccount', 'the key in custom_fields is the name of the field, without a prefix', async () => {
      const { name } = await field()
      expect(name).not.toMatch(/^cf_/)
      const contact = await apiClient.contact({ custom_fields: { [name]: 'Gold' } })
      expect(contact.custom_fields).toMatchObject({ [name]: 'Gold' })
      expect((await apiClient.contact()).custom_fields).toMatchObject({ [name]: null })
    })

    apiClient.given('ownAccount', 'a label like that of a default field leads to another name', async () => {
      const label = 'Company Name'
      expect(await field({ label, label_for_customers: label })).toMatchObject({ name: 'custom_company_name' })
    })
  })

  describe('section 3: a custom field that is refused', () => {
    for (const [type, wanted] of [
      ['custom_number', 'Integer'],
      ['custom_text', 'String'],
    ]) {
      apiClient.given(
        'ownAccount',
        `a required ${type} that is left out returns missing_field, "It should be a/an ${wanted}"`,
        async () => {
          const { id, name } = await field({ type, required_for_agents: true })
          const response = await apiClient.post('/contacts', apiClient.person())
          await apiClient.delete(`/contact_fields/${id}`)
          expect(response).toMatchObject({
            status: 400,
            body: {
              errors: [
                { field: `custom_fields.${name}`, message: `It should be a/an ${wanted}`, code: 'missing_field' },
              ],
            },
          })
        },
      )
    }
  })

  describe('section 4: a custom field that is unique', () => {
    apiClient.given('ownAccount', 'a taken value of a unique custom field returns 409', async () => {
      const { name } = await field({ unique: true })
      await apiClient.contact({ custom_fields: { [name]: 'badge-7' } })
      const response = await apiClient.post('/contacts', {
        ...apiClient.person(),
        custom_fields: { [name]: 'badge-7' },
      })
      expect(response).toMatchObject({ status: 409, body: { errors: [{ code: 'duplicate_value' }] } })
    })
  })
}
