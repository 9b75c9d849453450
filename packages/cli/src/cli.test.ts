import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

const EVENT = JSON.stringify({
  type: 'identify',
  messageId: 'm-ada',
  userId: 'ada',
  traits: { name: 'Ada Moss', email: 'ada@example.com' },
  context: { consent: { categoryPreferences: { marketing: true } } },
})

let server: Server
let answer: RequestListener
beforeAll(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** The command in a separate process, from its sources. */
function start(args: string[]) {
  const { port } = server.address() as AddressInfo
  const env = {
    PATH: process.env.PATH,
    FRESHDESK_DOMAIN: 'acme',
    FRESHDESK_API_KEY: 'sesame',
    FRESHDESK_BASE_URL: `http://127.0.0.1:${port}`,
  }
  const cli = ['--conditions=source', '--import', require.resolve('tsx'), join(__dirname, 'cli.ts')]
  const child = spawn(
    process.execPath,
    [...cli, ...args, ...(args.includes('--help') || args.includes('--nope') ? [] : ['--no-check'])],
    { env },
  )
  const ended = Promise.all([once(child, 'close'), textOf(child.stdout), textOf(child.stderr)])
  return {
    child,
    ended: ended.then(([[code], stdout, stderr]) => ({ code, stdout, stderr })),
  }
}

/** What came out, as long as it was read. */
const textOf = (stream: Readable) => text(stream).catch(() => '')

it('delivers what is piped in, and ends', async () => {
  answer = (_request, response) => {
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ id: 101, tags: ['marketing-consent'] }))
  }
  const { child, ended } = start(['deliver'])
  child.stdin.end(`${EVENT}\n`)
  expect(await ended).toEqual({
    code: 0,
    stdout: '1\tcreated\tidentify\tm-ada\t101\t-\n',
    stderr: '1 event: 1 created.\n',
  })
}, 30_000)

it('ends at once when it is interrupted, though a request hangs and standard input stays open', async () => {
  const { child, ended } = start(['deliver', '--json'])
  answer = () => child.kill('SIGINT')
  child.stdin.write(`${EVENT}\n`)
  const { code, stdout, stderr } = await ended
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'interrupted', messageId: 'm-ada' })
  expect(stderr).toContain('Interrupted after line 1.')
  expect(code).toBe(130)
}, 30_000)

it.each(['--help', '--nope'])(
  '%s ends quietly when its output is closed',
  async flag => {
    const { child, ended } = start(['deliver', flag])
    child.stdout.destroy()
    child.stderr.destroy()
    expect(await ended).toMatchObject({ code: flag === '--nope' ? 2 : 0 })
  },
  30_000,
)

it('ends quietly when its output is closed halfway', async () => {
  const { child, ended } = start(['deliver', '--json'])
  child.stdout.destroy()
  child.stdin.on('error', () => {})
  child.stdin.end('{"type":"page"}\n'.repeat(5_000))
  const { code, stderr } = await ended
  expect(code).toBe(141)
  expect(stderr).not.toMatch(/EPIPE|Error|\n *at /)
}, 30_000)
