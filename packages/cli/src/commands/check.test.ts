import { PassThrough } from 'node:stream'
import nock from 'nock'
import { main } from '../main'

const ENV = { FRESHDESK_DOMAIN: 'acme', FRESHDESK_API_KEY: 'sesame' }
const FIELD = { name: 'signup_method', label: 'Sign-up method', type: 'custom_text', default: false }

beforeEach(() => {
  delete process.env.FRESHDESK_BASE_URL
  nock.disableNetConnect()
})
afterEach(() => {
  expect(nock.pendingMocks()).toEqual([])
  nock.cleanAll()
})
afterAll(() => nock.restore())

/** Freshdesk's responses to the three requests of a check, in their order. */
function freshdesk({ agent = 200, create = 400, fields = [FIELD] as object[] } = {}) {
  const desk = nock('https://acme.freshdesk.com')
  desk.get('/api/v2/agents/me').reply(agent, { id: 1 })
  if (agent !== 200) return
  desk.post('/api/v2/contacts', {}).reply(create, { description: 'Validation failed', errors: [] })
  desk.get('/api/v2/contact_fields').reply(200, fields)
}

async function run(...argv: string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end('')
  const code = await main(argv, { stdin, stdout, stderr, env: ENV, signal: new AbortController().signal })
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') }
}

it('an account that is ready gives exit code 0 and one sentence a check', async () => {
  freshdesk()
  expect(await run('check')).toEqual({
    code: 0,
    stdout:
      'ok         Freshdesk accepts the API key.\n' +
      'ok         The agent of the key may create contacts.\n' +
      'ok         The custom field signup_method exists.\n',
    stderr: '',
  })
})

it.each<[string, Parameters<typeof freshdesk>[0], number, string]>([
  ['a wrong key', { agent: 401 }, 2, 'FAILED     Freshdesk refused the API key (401)'],
  ['a wrong domain', { agent: 404 }, 2, 'FAILED     '],
  ['an agent who may not write contacts', { create: 403 }, 2, 'whose role may create and edit contacts'],
  ['a missing custom field', { fields: [] }, 2, 'The custom field signup_method does not exist. Create it'],
  [
    'a custom field of a different type',
    { fields: [{ ...FIELD, type: 'custom_checkbox' }] },
    2,
    'has the type custom_checkbox, and the mapping sends text',
  ],
  ['an outage', { agent: 503 }, 1, 'not known  '],
])('%s is said, with the fix', async (_what, responses, code, sentence) => {
  freshdesk(responses)
  const result = await run('check')
  expect(result.stdout).toContain(sentence)
  expect(result.stdout).not.toContain('sesame')
  expect(result.code).toBe(code)
})

it('deliver checks first, and a wrong key costs one request', async () => {
  freshdesk({ agent: 401 })
  const { code, stdout, stderr } = await run('deliver', '-')
  expect(stderr).toContain('No event was sent.\nFix this first, then run the same command again.')
  expect(stdout).toBe('')
  expect(code).toBe(2)
})

it('deliver with a missing custom field names three ways out', async () => {
  freshdesk({ fields: [] })
  const { code, stderr } = await run('deliver', '-')
  expect(stderr).toContain('Create or change the field in Freshdesk')
  expect(stderr).toContain('{"settings": {"unknownCustomFields": "leave-out"}}')
  expect(stderr).toContain('--config')
  expect(stderr).toContain('Skip the check with --no-check.')
  expect(code).toBe(2)
})

it('deliver goes on when an outage leaves the check open, because the host waits for outages', async () => {
  freshdesk({ agent: 503 })
  const { code, stderr } = await run('deliver', '-')
  expect(stderr).toMatch(/^Not checked: .*\nNo events\.\n$/)
  expect(code).toBe(0)
})
