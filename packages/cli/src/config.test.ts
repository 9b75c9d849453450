import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import freshdesk from '@datafly/destination-freshdesk'
import nock from 'nock'
import { readConfig, readMappings } from './config'
import { main } from './main'
import { toSubscriptions } from './subscriptions'

let folder: string
beforeEach(() => {
  delete process.env.FRESHDESK_BASE_URL
  folder = mkdtempSync(join(tmpdir(), 'config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function file(content: unknown, name = 'datafly.json'): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const FULL = {
  $schema: './datafly.schema.json',
  domain: 'acme',
  settings: { defaultCountry: 'DE', unknownCustomFields: 'leave-out' },
  subscriptions: [
    { action: 'signedUp', events: ['Account Created'], mapping: { job_title: { '@path': '$.traits.role' } } },
    { action: 'identified' },
  ],
  allowDeletes: true,
  rate: 60,
  share: 0.5,
}

it('a full configuration is read as it is', () => {
  expect(readConfig(file(FULL))).toEqual(FULL)
})

it.each([
  ['an unknown key', { domian: 'acme' }, 'domian is an unknown key.'],
  ['an unknown setting', { settings: { country: 'GB' } }, 'settings.country is an unknown key.'],
  ['a list', [], 'the file must be an object.'],
  ['a text', '"acme"', 'the file must be an object.'],
  ['an empty domain', { domain: '' }, 'domain must not be empty.'],
  ['a rate of 0', { rate: 0 }, 'rate must be at least 1.'],
  ['a share as a percentage', { share: '50%' }, 'share must be a number from 0.01 to 1.'],
  [
    'a setting with an unknown value',
    { settings: { deletion: 'firm' } },
    'settings.deletion must be one of soft, hard.',
  ],
  [
    'an unknown action',
    { subscriptions: [{ action: 'signUp' }] },
    'subscriptions[0].action must be one of signedUp, identified.',
  ],
  ['a subscription without an action', { subscriptions: [{}] }, 'subscriptions[0].action is missing.'],
])('%s is refused, with its place', (_what, content, sentence) => {
  const path = file(content)
  expect(() => readConfig(path)).toThrow(`${path}: ${sentence}`)
})

it.each([{ apiKey: 'sesame' }, { settings: { apiKey: 'sesame' } }, { FRESHDESK_API_KEY: 'sesame' }, { password: 'x' }])(
  'the key in the file is refused, and the sentence does not repeat the key: %j',
  content => {
    const read = () => readConfig(file(content))
    expect(read).toThrow(/must not hold the API key\. Remove \w+, and set FRESHDESK_API_KEY in the environment\./)
    expect(read).not.toThrow(/sesame/)
  },
)

it.each([
  ['no such file', () => join(folder, 'none.json'), 'cannot be read: there is no such file or folder.'],
  ['a file that is not JSON', () => file('{'), 'is not JSON'],
])('%s is refused', (_what, path, sentence) => {
  expect(() => readConfig(path())).toThrow(sentence)
})

it('a mapping of an unknown action is refused', () => {
  expect(() => readMappings(file({ signUp: {} }))).toThrow('signUp must be one of signedUp, identified.')
})

describe('subscriptions', () => {
  it('are those of the preset without a configuration', () => {
    expect(toSubscriptions({}).map(({ subscribe, mapping }) => ({ subscribe, mapping }))).toEqual(
      freshdesk.presets?.map(preset => ({
        subscribe: 'subscribe' in preset && preset.subscribe,
        mapping: preset.mapping,
      })),
    )
  })

  it('take event names, and change single fields of the default mapping', () => {
    const [signedUp, identified] = toSubscriptions(readConfig(file(FULL)), {
      identified: { address: { '@path': '$.traits.home' } },
    })
    expect(signedUp?.subscribe).toBe('type = "track" and (event = "Account Created")')
    expect(signedUp?.mapping).toMatchObject({
      job_title: { '@path': '$.traits.role' },
      signup_method: { '@path': '$.properties.method' },
    })
    expect(identified?.subscribe).toBe('type = "identify"')
    expect(identified?.mapping).toMatchObject({ address: { '@path': '$.traits.home' } })
  })
})

describe('in the commands', () => {
  beforeAll(() => nock.disableNetConnect())
  afterEach(() => {
    expect(nock.pendingMocks()).toEqual([])
    nock.cleanAll()
  })
  afterAll(() => nock.restore())

  const EVENT = {
    type: 'track',
    event: 'Account Created',
    messageId: 'm-1',
    userId: 'u1',
    traits: { name: 'Ada Moss', email: 'ada@example.com', role: 'Head of Botany', phone: '0151 23020522' },
    properties: { method: 'email' },
    context: { consent: { marketing: true } },
  }

  async function run(argv: string[], env = { FRESHDESK_API_KEY: 'sesame' } as NodeJS.ProcessEnv) {
    const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
    stdin.end(`${JSON.stringify(EVENT)}\n`)
    const code = await main(argv, { stdin, stdout, stderr, env, signal: new AbortController().signal })
    return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') }
  }

  it('deliver takes domain, country, event name and mapping from the file', async () => {
    nock('https://acme.freshdesk.com')
      .post('/api/v2/contacts', {
        name: 'Ada Moss',
        email: 'ada@example.com',
        phone: '+4915123020522',
        unique_external_id: 'u1',
        job_title: 'Head of Botany',
        tags: ['marketing-consent'],
        custom_fields: { signup_method: 'email' },
      })
      .reply(201, { id: 101, tags: ['marketing-consent'] })
    const { code, stdout } = await run(['deliver', '-', '--config', file(FULL), '--no-check'])
    expect(stdout).toBe('1\tcreated\tAccount Created\tm-1\t101\t-\n')
    expect(code).toBe(0)
  })

  it('the environment wins over the file', async () => {
    nock('https://other.freshdesk.com')
      .post('/api/v2/contacts')
      .reply(201, { id: 102, tags: ['marketing-consent'] })
    const env = { FRESHDESK_API_KEY: 'sesame', FRESHDESK_DOMAIN: 'other' }
    expect(await run(['deliver', '-', '--config', file(FULL), '--no-check'], env)).toMatchObject({ code: 0 })
  })

  it('explain tries a mapping file, and needs neither key nor domain', async () => {
    const mapping = file({ signedUp: { job_title: { '@path': '$.properties.method' } } }, 'mapping.json')
    const { code, stdout } = await run(['explain', '-', '--config', file(FULL), '--mapping', mapping], {})
    expect(stdout).toContain('Signed Up, because type = "track" and (event = "Account Created")')
    expect(stdout).toContain('"job_title": "email"')
    expect(code).toBe(0)
  })

  it('a wrong file gives exit code 2 and one sentence, and sends nothing', async () => {
    const path = file({ rate: 0.5 })
    expect(await run(['deliver', '-', '--config', path])).toEqual({
      code: 2,
      stdout: '',
      stderr: `${path}: rate must be a whole number.\n`,
    })
  })
})
