import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, parseConfig, startServer } from '@datafly/server'
import { startMock } from 'mock-freshdesk'

/**
 * The running system in one command: a mock Freshdesk, a server with an embedded database, one
 * source, one integration with the Default preset, and a trickle of events. Ctrl+C ends everything.
 */
async function main(): Promise<void> {
  if (!process.argv.includes('--demo')) {
    console.error('pnpm serve --demo runs the demo. Your own server runs with pnpm datafly serve: see docs/server.md.')
    process.exitCode = 2
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'datafly-demo-'))
  const mock = await startMock()
  mock.admin.addFault(REFUSAL)
  process.env.FRESHDESK_BASE_URL = mock.url
  const writeKey = `dk_demo_${randomBytes(6).toString('hex')}`
  const server = await startServer({
    config: parseConfig(CONFIG, { WRITE_KEY: writeKey, API_KEY: 'mock-api-key' }),
    folder,
    port: 0,
    adminPort: 0,
    log: createLog('warn'),
    onOutcome: ({ name }, { seq, status, outcome, reason, http_status, contact_id, duration_ms }) => {
      const result = [outcome, reason, http_status, contact_id && `contact ${contact_id}`].filter(Boolean).join(', ')
      console.log(`${new Date().toISOString()}  ${name} #${seq}  ${status}: ${result} (${duration_ms} ms)`)
    },
  })
  console.log(`
Console     ${server.adminUrl}/
Intake      ${server.url}
Admin API   ${server.adminUrl}/admin/v1/events
Freshdesk   ${mock.url}/__admin/ (a mock)

Send your own event:

  curl -X POST ${server.url}/v1/t -H "Authorization: Bearer ${writeKey}" -H "Content-Type: application/json" \\
    -d '${JSON.stringify(SIGN_UP)}'

Deliveries as they happen (Ctrl+C ends the demo):
`)
  const trickle = sendEvents(`${server.url}/v1/batch`, writeKey)
  const stop = async () => {
    clearInterval(trickle)
    await server.close()
    await mock.close()
    rmSync(folder, { recursive: true, force: true })
  }
  // Ctrl+C comes twice: from the terminal, and passed on by npx and pnpm.
  let isStopping = false
  const stopOnce = () => {
    if (!isStopping) void stop()
    isStopping = true
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopOnce)
}

const CONFIG = {
  sources: [{ name: 'web', writeKey: { env: 'WRITE_KEY' } }],
  integrations: [
    {
      name: 'freshdesk',
      destination: 'freshdesk',
      sources: ['web'],
      settings: { domain: 'acme', apiKey: { env: 'API_KEY' } },
    },
  ],
}

const SIGN_UP = {
  event: 'Signed Up',
  userId: 'usr_123',
  properties: { method: 'email' },
  context: {
    consent: { marketing: true },
    traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' },
  },
}

/** The mock refuses this person, so that the console has a dead letter to show. */
const REFUSED = 'Refused Person'

const REFUSAL = {
  match: { body: { name: REFUSED } },
  status: 400,
  body: {
    description: 'Validation failed',
    errors: [{ field: 'name', message: 'It should not be a test', code: 'invalid_value' }],
  },
}

const FIRST_NAMES = ['Ada', 'Grace', 'Noor', 'Kofi', 'Ines', 'Tomasz', 'Yuki', 'Leila']
const LAST_NAMES = ['Moss', 'Fern', 'Okafor', 'Lindqvist', 'Marsh', 'Ibarra']

/** The events that the console shows first: each kind of outcome is among them. */
const readExamples = (): object[] =>
  readFileSync(join(__dirname, 'data/events.ndjson'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))

/**
 * Every two seconds a person signs up or changes a title; some have not consented, some only look
 * around. Freshdesk refuses one person in ten, which becomes a dead letter.
 */
function sendEvents(url: string, writeKey: string): NodeJS.Timeout {
  const post = async (batch: object[]) => {
    const headers = { authorization: `Bearer ${writeKey}`, 'content-type': 'application/json' }
    await fetch(url, { method: 'POST', headers, body: JSON.stringify({ batch }) }).catch(() => {})
  }
  let count = 0
  const send = async () => {
    const first = FIRST_NAMES[count % FIRST_NAMES.length]
    const last = LAST_NAMES[Math.floor(count / 2) % LAST_NAMES.length]
    const isRefused = count % 10 === 1
    const email = `${first}.${last}@example.com`.toLowerCase()
    const traits = { name: isRefused ? REFUSED : `${first} ${last}`, email }
    const userId = `usr_${first}_${last}`.toLowerCase()
    const consent = { marketing: count % 7 !== 3 }
    const signUp = { type: 'track', event: 'Signed Up', properties: { method: 'google' } }
    const event = [
      { ...signUp, userId, context: { consent, traits } },
      { type: 'identify', userId, traits: { ...traits, title: 'Engineer' }, context: { consent } },
      { type: 'page', anonymousId: `anon_${count}`, name: 'Pricing' },
    ][isRefused ? 0 : count % 3]
    count++
    await post([event as object])
  }
  void post(readExamples())
  return setInterval(() => void send(), 2_000)
}

main().catch(error => {
  console.error((error as Error).message)
  process.exitCode = 1
})
