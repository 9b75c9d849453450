import { execFileSync } from 'node:child_process'
import { toSnippets } from './snippets'

const [curl, browser] = toSnippets('http://127.0.0.1:4100/', "wk_it's").map(({ code }) => code) as [string, string]

test('the curl line is understood by a shell, also with a quote in the key', () => {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${curl}`
  const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0')
  expect(words.slice(0, 3)).toEqual(['http://127.0.0.1:4100/v1/t', '-H', "Authorization: Bearer wk_it's"])
  expect(JSON.parse(words[6] ?? '')).toMatchObject({ event: 'Signed Up', userId: 'usr_123' })
})

test('the browser code posts the event to the intake', async () => {
  const calls: unknown[][] = []
  const run = new Function('fetch', `return (async () => { ${browser} })()`)
  await run(async (...call: unknown[]) => void calls.push(call))
  expect(calls).toEqual([
    [
      'http://127.0.0.1:4100/v1/t',
      {
        method: 'POST',
        headers: { Authorization: "Bearer wk_it's", 'Content-Type': 'application/json' },
        body: expect.stringContaining('"email":"John.Doe@example.com"'),
        keepalive: true,
      },
    ],
  ])
})
