import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { main } from '../main'

const JOHN = {
  type: 'track',
  event: 'Signed Up',
  userId: 'usr_123',
  properties: { method: 'email' },
  context: {
    traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '12' },
    consent: { categoryPreferences: { marketing: true } },
  },
}

async function explain(source: string) {
  delete process.env.FRESHDESK_BASE_URL
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  stdin.end('')
  const io = { stdin, stdout, stderr, env: { FRESHDESK_DOMAIN: 'acme' }, signal: new AbortController().signal }
  const code = await main(['explain', source], io)
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') }
}

/** The lines below a title, without their indent. */
function section(text: string, title: string): string {
  const [, rest = ''] = text.split(`${title}\n`)
  return (rest.split('\n\n')[0] ?? '').replaceAll(/^ {2}/gm, '')
}

it('explains the way of an event, without a key', async () => {
  const { code, stdout } = await explain(JSON.stringify(JOHN))
  expect(section(stdout, 'Action')).toBe('Signed Up, because type = "track" and event = "Signed Up"')
  expect(JSON.parse(section(stdout, 'Mapped payload'))).toMatchObject({ email: 'John.Doe@example.com', phone: '12' })
  expect(section(stdout, 'Consent')).toBe('marketing: granted')
  expect(JSON.parse(section(stdout, 'Contact'))).toEqual({
    name: 'John Doe',
    email: 'john.doe@example.com',
    unique_external_id: 'usr_123',
    tags: ['marketing-consent'],
    custom_fields: { signup_method: 'email' },
  })
  expect(section(stdout, 'Left out')).toMatch(/^phone: /)
  expect(section(stdout, 'Requests')).toContain('POST https://acme.freshdesk.com/api/v2/contacts')
  expect(code).toBe(0)
})

it('explains the first event of a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'explain-'))
  const path = join(folder, 'events.json')
  writeFileSync(path, JSON.stringify([{ type: 'page' }, JOHN], null, 2))
  const { code, stdout } = await explain(path)
  rmSync(folder, { recursive: true })
  expect(section(stdout, 'Action')).toBe('None: no subscription matches the type and the name of this event.')
  expect(section(stdout, 'Requests')).toBe('None: nothing would be sent.')
  expect(code).toBe(0)
})

it.each([
  ['{"type":', 'The line is not JSON'],
  ['/no/such/file', '/no/such/file cannot be read: there is no such file or folder.'],
])('%s gives exit code 2 and a sentence', async (source, sentence) => {
  const { code, stdout, stderr } = await explain(source)
  expect(stderr).toContain(sentence)
  expect(stdout).toBe('')
  expect(code).toBe(2)
})
