import { toSnippets } from './snippets'

const [curl, browser] = toSnippets('http://127.0.0.1:4100/', "wk_it's").map(({ code }) => code) as [string, string]

test('a quote in the key does not end the word of the curl line', () => {
  expect(curl.split('\n').slice(0, 3)).toEqual([
    "curl 'http://127.0.0.1:4100/v1/t' \\",
    "  -H 'Authorization: Bearer wk_it'\\''s' \\",
    "  -H 'Content-Type: application/json' \\",
  ])
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
