import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import nock from 'nock'
import { adaSignsUp, identifyAda } from '../../test/helpers/ada'
import { deliver, rejection } from '../../test/helpers/deliver'

// Real sockets, with nothing in between.
beforeAll(() => nock.restore())

/**
 * A real server, since what is tested here happens to sockets. It is Freshdesk for the whole
 * process, as an operator would set it.
 */
let server: Server

async function freshdeskIs(behaviour: RequestListener) {
  server = createServer(behaviour).listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.env.FRESHDESK_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(() => {
  jest.useRealTimers()
  delete process.env.FRESHDESK_BASE_URL
  server.closeAllConnections()
  server.close()
})

/** Time passes only when a test says so; sockets go on. */
const stopTheClock = () =>
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask'] })

const jsonHead = { 'content-type': 'application/json' }

test('a server that never answers is given up within four seconds, to be tried again', async () => {
  stopTheClock()
  const arrived = deferred()
  await freshdeskIs(() => arrived.resolve(undefined))
  const failure = rejection(deliver(identifyAda))
  await arrived.promise
  await jest.advanceTimersByTimeAsync(3999)
  const error = await failure
  expect(error).toMatchObject({ status: 408, code: 'RETRYABLE_ERROR' })
  expect(error.message).toContain('did not answer in time (3.5 seconds')
})

test('the limit is for all requests of an event together', async () => {
  stopTheClock()
  const updating = deferred()
  await freshdeskIs((request, response) => {
    if (request.method === 'PUT') return updating.resolve(undefined)
    jest.setSystemTime(Date.now() + 3000) // the first answer took three seconds
    response.writeHead(409, jsonHead)
    response.end(
      '{"errors":[{"field":"email","additional_info":{"user_id":7001},"message":"","code":"duplicate_value"}]}',
    )
  })
  const failure = rejection(deliver(identifyAda))
  await updating.promise
  await jest.advanceTimersByTimeAsync(999)
  expect(await failure).toMatchObject({ status: 408 })
})

test('a body that never ends is given up too', async () => {
  stopTheClock()
  const begun = deferred()
  await freshdeskIs((_, response) => {
    response.writeHead(201, jsonHead)
    response.write('{"id":', () => begun.resolve(undefined))
  })
  const failure = rejection(deliver(identifyAda))
  await begun.promise
  for (let i = 0; i < 10; i++) await new Promise(setImmediate) // the head reaches the client
  await jest.advanceTimersByTimeAsync(3999)
  expect(await failure).toMatchObject({ status: 408 })
})

test.each<[string, RequestListener, string]>([
  ['before the answer', request => request.socket.destroy(), 'the connection was reset'],
  [
    'in the middle of the body',
    (_, response) => {
      response.writeHead(201, jsonHead)
      response.write('{"id":7001', () => response.destroy())
    },
    'gave no answer',
  ],
])('a connection that breaks %s is tried again', async (_, behaviour, words) => {
  stopTheClock() // node-fetch forgets its timer for a body that breaks, which would keep Jest alive
  await freshdeskIs(behaviour)
  const error = await rejection(deliver(adaSignsUp))
  expect(error).toMatchObject({ status: 503, code: 'RETRYABLE_ERROR' })
  expect(error.message).toContain(words)
})

test('a look-up that breaks quotes neither the URL nor the key of the framework’s error', async () => {
  await freshdeskIs((request, response) => {
    if (request.method === 'GET') return request.socket.destroy()
    response.writeHead(409, jsonHead).end('{"errors":[{"field":"email","message":"","code":"duplicate_value"}]}')
  })
  const error = await rejection(deliver(identifyAda))
  expect(error).toMatchObject({ status: 503 })
  expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/ada|moss|example\.com|u-101|key-of-an-agent/i)
})

test('a server that is not there is tried again', async () => {
  await freshdeskIs(() => {})
  server.close()
  await once(server, 'close')
  const error = await rejection(deliver(adaSignsUp))
  expect(error).toMatchObject({ status: 503 })
  expect(error.message).toContain(
    'Freshdesk gave no answer: the connection was refused. The delivery can be tried again.',
  )
})

const TEN_MEGABYTES = 10_000_000

test.each<[string, number, Record<string, string>, string | Buffer]>([
  ['text in JSON', 201, jsonHead, `{"id":7001,"filler":"${'x'.repeat(TEN_MEGABYTES)}"}`],
  ['a page', 200, { 'content-type': 'text/html' }, `<html>${'x'.repeat(TEN_MEGABYTES)}`],
  ['open brackets', 400, jsonHead, '['.repeat(TEN_MEGABYTES)],
  ['a gzip bomb', 201, { ...jsonHead, 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(TEN_MEGABYTES, '['))],
])('a body of ten megabytes of %s is refused before it is parsed, to be tried again', async (_, status, head, body) => {
  stopTheClock() // however slow the machine is
  const parse = jest.spyOn(JSON, 'parse')
  await freshdeskIs((_request, response) => response.writeHead(status, head).end(body))
  const error = await rejection(deliver(identifyAda))
  expect(error).toMatchObject({ status: 502, code: 'RETRYABLE_ERROR' })
  expect(error.message).toContain('a response of more than 1 MB, which was not read')
  expect(parse).not.toHaveBeenCalled()
  parse.mockRestore()
})

test('a body that never ends is refused at one megabyte', async () => {
  stopTheClock()
  await freshdeskIs((_request, response) => {
    response.writeHead(201, jsonHead)
    const write = () => {
      while (response.write('['.repeat(65_536)));
      response.once('drain', write)
    }
    write()
  })
  expect(await rejection(deliver(identifyAda))).toMatchObject({ status: 502 })
})

test('a body of just under one megabyte is read', async () => {
  stopTheClock()
  await freshdeskIs((_request, response) =>
    response.writeHead(201, jsonHead).end(`{"id":7001,"filler":"${'x'.repeat(999_900)}"}`),
  )
  expect(await deliver(identifyAda)).toEqual({ outcome: 'created', contactId: 7001 })
})

test('an abort signal of the host ends the request at once, to be tried again', async () => {
  const host = new AbortController()
  const arrived = deferred()
  await freshdeskIs(() => arrived.resolve(undefined))
  const failure = rejection(deliver(identifyAda, { host: { signal: host.signal } }))
  await arrived.promise
  host.abort()
  const error = await failure
  expect(error).toMatchObject({ status: 408, code: 'RETRYABLE_ERROR' })
  expect(error.message).toContain('The host stopped the delivery')
})

test('a redirect to another host is not followed, so the key stays here', async () => {
  const paths: (string | undefined)[] = []
  await freshdeskIs((request, response) => {
    paths.push(request.url)
    response.writeHead(302, { location: `${process.env.FRESHDESK_BASE_URL}/elsewhere` }).end()
  })
  expect(await rejection(deliver(identifyAda))).toMatchObject({ status: 302 })
  expect(paths).toEqual(['/api/v2/contacts'])
})

function deferred() {
  let resolve: (value: unknown) => void = () => {}
  const promise = new Promise(done => {
    resolve = done
  })
  return { promise, resolve }
}
