import { Destination } from '@segment/actions-core'
import { settings } from '../../test/helpers/ada'
import { acme, announcedRequestsOnly } from '../../test/helpers/announced-requests'
import definition from '../index'

announcedRequestsOnly()

const fields = [
  { name: 'name', label: 'Full name', type: 'default_name', default: true },
  { name: 'signup_method', label: 'Sign-up method', type: 'custom_text', default: false },
  { name: 'plan_tier', label: 'Plan tier', type: 'custom_dropdown', default: false, choices: ['Free', 'Paid'] },
  {
    name: 'region',
    label: 'Region',
    type: 'custom_dropdown',
    default: false,
    choices: [{ id: 1, label: 'North', value: 'n', position: 1 }],
  },
  { name: 'seats', label: 'Seats', type: 'custom_number', default: false },
  { name: 'beta', label: 'Beta', type: 'custom_checkbox', default: false },
]

const ask = (field: string, page?: string) =>
  new Destination(definition).executeDynamicField('identified', field, {
    settings,
    payload: {},
    ...(page && { page }),
  } as never)

test('custom fields are chosen from the account’s own, with label, type and choices', async () => {
  acme().get('/api/v2/contact_fields').reply(200, fields)
  expect(await ask('custom_fields.__keys__')).toEqual({
    choices: [
      { label: 'Sign-up method', value: 'signup_method', description: 'signup_method, text', type: 'string' },
      { label: 'Plan tier', value: 'plan_tier', description: 'plan_tier, dropdown: Free, Paid', type: 'string' },
      { label: 'Region', value: 'region', description: 'region, dropdown: North', type: 'string' },
      { label: 'Seats', value: 'seats', description: 'seats, number', type: 'integer' },
      { label: 'Beta', value: 'beta', description: 'beta, checkbox', type: 'boolean' },
    ],
  })
})

test.each([
  [
    'plan_tier',
    [
      { label: 'Free', value: 'Free' },
      { label: 'Paid', value: 'Paid' },
    ],
  ],
  ['region', [{ label: 'North', value: 'n' }]],
  ['seats', []],
])('the values of %s are its choices', async (key, choices) => {
  acme().get('/api/v2/contact_fields').reply(200, fields)
  expect(await ask(`custom_fields.${key}`)).toEqual({ choices })
})

test('a link that is written without quotes leads to the next page as well', async () => {
  acme()
    .get('/api/v2/companies?page=1&per_page=100')
    .reply(200, [], { link: '<https://acme.freshdesk.com/api/v2/companies?page=2>; rel=next' })
  expect(await ask('company_id')).toEqual({ choices: [], nextPage: '2' })
})

test('the company is chosen from the account’s companies, page by page', async () => {
  acme()
    .get('/api/v2/companies?page=1&per_page=100')
    .reply(200, [{ id: 5001, name: 'Moss & Fern' }], {
      link: '<https://acme.freshdesk.com/api/v2/companies?page=2>; rel="next"',
    })
  acme()
    .get('/api/v2/companies?page=2&per_page=100')
    .reply(200, [{ id: 5002, name: 'Oak' }])
  expect(await ask('company_id')).toEqual({ choices: [{ label: 'Moss & Fern', value: '5001' }], nextPage: '2' })
  expect(await ask('company_id', '2')).toEqual({ choices: [{ label: 'Oak', value: '5002' }] })
})

test.each([
  [401, '', '401', 'Copy it again'],
  [403, '', '403', 'Use the key of an agent'],
  [500, '', '500', 'has a problem'],
  [200, '<html>', '502', 'nothing is confirmed'],
])('errors are returned, not thrown: %i', async (status, body, code, words) => {
  acme().get('/api/v2/contact_fields').reply(status, body)
  expect(await ask('custom_fields.__keys__')).toEqual({
    choices: [],
    error: { code, message: expect.stringContaining(words) },
  })
})

test.each([
  ['wrong', { ...settings, domain: 'evil.example' }, 'Setting Freshdesk domain is not valid.'],
  ['without a domain', { apiKey: settings.apiKey }, 'Setting Freshdesk domain is not valid.'],
  ['without a key', { domain: settings.domain }, 'Setting API key is empty.'],
])('settings %s are returned as an error, too', async (_, given, words) => {
  const answer = await new Destination(definition).executeDynamicField('identified', 'company_id', {
    settings: given,
    payload: {},
  } as never)
  expect(answer).toMatchObject({ choices: [], error: { code: '400', message: expect.stringContaining(words) } })
})
