/// <reference types="node" />
import { execFileSync } from 'node:child_process'
import { toCallCurl, toIntakeCurl, toTestEvent } from './curl'

test('an event becomes a command for intake without its message id and its times', () => {
  const body = {
    type: 'track',
    event: 'Signed Up',
    messageId: 'm-1',
    timestamp: '2026-11-25T10:00:00.000Z',
    receivedAt: '2026-11-25T10:00:00.100Z',
    userId: 'usr_1',
  }
  expect(toIntakeCurl('track', body, 'http://127.0.0.1:4100/')).toBe(
    `curl -X POST http://127.0.0.1:4100/v1/track \\
  -u "$WRITE_KEY:" \\
  -H 'Content-Type: application/json' \\
  --data-raw '{"type":"track","event":"Signed Up","userId":"usr_1"}'`,
  )
})

test.each([
  ['identify', '/v1/identify'],
  ['page', '/v1/page'],
  ['constructor', '/v1/track'],
  [null, '/v1/track'],
])('an event of type %s goes to %s', (type, path) => {
  expect(toIntakeCurl(type, {}, 'http://127.0.0.1:4100')).toContain(`http://127.0.0.1:4100${path} `)
})

test('an unknown address of intake is a placeholder', () => {
  expect(toIntakeCurl('track', {}, null)).toContain('https://YOUR-INTAKE/v1/track')
})

test('a request to Freshdesk becomes a command without the API key', () => {
  const url = 'https://acme.freshdesk.com/api/v2/contacts'
  expect(toCallCurl({ method: 'POST', url, body: { name: "Ada O'Neill" } })).toBe(
    `curl -X POST https://acme.freshdesk.com/api/v2/contacts \\
  -u "$FRESHDESK_API_KEY:X" \\
  -H 'Content-Type: application/json' \\
  --data-raw '{"name":"Ada O'\\''Neill"}'`,
  )
  expect(toCallCurl({ method: 'GET', url, body: null })).toBe(
    `curl -X GET https://acme.freshdesk.com/api/v2/contacts \\\n  -u "$FRESHDESK_API_KEY:X"`,
  )
})

test.each([["'; touch /tmp/owned; '"], ['$(id) `id` "$HOME"'], ['line\nbreak \u001b[31m \u0085 and \\']])(
  'a hostile value stays one word of the shell: %j',
  value => {
    const url = `https://acme.freshdesk.com/${value}`
    const command = toCallCurl({ method: 'GET', url, body: null })
    const script = `set -- ${command.replace('curl -X GET', '')}; printf %s "$1"`
    expect(
      execFileSync('bash', ['-c', script], {
        encoding: 'utf8',
        env: { LC_ALL: 'C.UTF-8' },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    ).toBe(url)
  },
)

test('a value that is no object stays as it is', () => {
  expect(toTestEvent('text')).toBe('text')
  expect(toTestEvent([1])).toEqual([1])
})
