import { type Mock, startMock } from '..'

const AGENT = 72009990001
const IRIS = 72009990004
const QUILLFARM = 72000990001

let mock: Mock
beforeAll(async () => {
  mock = await startMock()
})
afterAll(() => mock.close())
beforeEach(() => mock.reset())

async function api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${mock.url}/api/v2${path}`, {
    method,
    headers: { authorization: `Basic ${btoa('mock-api-key:X')}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  await response.text()
}

/** What the newest row of the list says beside its summary. */
async function newest() {
  const response = await fetch(`${mock.url}/__admin/requests?summary=true&limit=1`)
  const { requests } = (await response.json()) as { requests: Record<string, unknown>[] }
  const { whom, record, holder, error, identities } = requests[0] ?? {}
  return JSON.parse(JSON.stringify({ whom, record, holder, error, identities }))
}

const iris = { name: 'Iris Again', email: 'Iris.Calder@quillfarm.example' }
const irisIs = ['email iris.calder@quillfarm.example', `contacts/${IRIS}`]

test.each<[name: string, call: Parameters<typeof api>, row: object]>([
  [
    'a created contact is named by its email and leads to its record',
    ['POST', '/contacts', { name: 'Ada Moss', email: 'ada@example.com', unique_external_id: 'usr_1' }],
    {
      whom: 'ada@example.com',
      record: 'contacts/72009990007',
      identities: ['email ada@example.com', 'unique_external_id usr_1', 'contacts/72009990007'],
    },
  ],
  [
    'a conflict names the field, the code and the contact that has the email',
    ['POST', '/contacts', iris],
    {
      whom: 'Iris.Calder@quillfarm.example',
      holder: `contacts/${IRIS}`,
      error: { code: 'duplicate_value', field: 'email', message: 'It should be a unique value' },
      identities: irisIs,
    },
  ],
  [
    'a conflict with an agent names the agent',
    ['POST', '/contacts', { name: 'Lee', email: 'lee.park@helpdesk.example' }],
    {
      whom: 'lee.park@helpdesk.example',
      holder: `agents/${AGENT}`,
      error: { code: 'duplicate_value', field: 'email', message: 'It should be a unique value' },
      identities: ['email lee.park@helpdesk.example', `agents/${AGENT}`],
    },
  ],
  [
    'a delete has no body, and the store knows the email',
    ['DELETE', `/contacts/${IRIS}`],
    { whom: 'iris.calder@quillfarm.example', record: `contacts/${IRIS}`, identities: irisIs },
  ],
  [
    'a look-up is named by its query',
    ['GET', '/contacts?email=iris.calder@quillfarm.example'],
    { whom: 'iris.calder@quillfarm.example', identities: ['email iris.calder@quillfarm.example'] },
  ],
  [
    'a search is named by the text in quotes',
    ['GET', `/search/contacts?query="email:'zoe@example.com'"`],
    { whom: 'zoe@example.com', identities: ['email zoe@example.com'] },
  ],
  [
    'an unknown id is all there is',
    ['GET', '/contacts/123'],
    { whom: 'id 123', record: 'contacts/123', identities: ['contacts/123'] },
  ],
  [
    'a phone number is an identity only without a stronger one',
    ['POST', '/contacts', { name: 'Noor', phone: '+441632960123', email: 7 }],
    {
      whom: '7',
      error: expect.objectContaining({ field: 'email', code: 'datatype_mismatch' }),
      identities: ['email 7'],
    },
  ],
  [
    'a company is named by its name',
    ['PUT', `/companies/${QUILLFARM}`, { note: 'Pays on time' }],
    { whom: 'Quillfarm', record: `companies/${QUILLFARM}`, identities: [`companies/${QUILLFARM}`] },
  ],
  [
    'a refusal without a code is named by its message',
    ['POST', `/contacts/${IRIS}`, {}],
    {
      whom: 'iris.calder@quillfarm.example',
      record: `contacts/${IRIS}`,
      error: { code: expect.stringMatching(/^POST method is not allowed/) },
      identities: irisIs,
    },
  ],
  [
    'several errors are one error and a count',
    ['POST', '/contacts', { email: 'x' }],
    {
      whom: 'x',
      error: { code: expect.any(String), field: expect.any(String), message: expect.any(String), more: 1 },
      identities: ['email x'],
    },
  ],
  [
    'a body that is not JSON says nothing',
    ['POST', '/contacts', '{{{'],
    { error: { code: 'invalid_json', message: expect.any(String) } },
  ],
])('%s', async (_name, call, row) => {
  await api(...call)
  expect(await newest()).toEqual(row)
})
