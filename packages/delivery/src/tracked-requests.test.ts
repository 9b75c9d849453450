import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHost } from './host'
import { identify, testDestination } from './test-helpers'

const settings = { apiKey: 'sesame' }

/** Serves each request by the next of the functions, and the last one again after that. */
async function serve(...answers: Array<(response: ServerResponse) => void>) {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => (answers.length > 1 ? answers.shift() : answers[0])?.(response))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/people`,
    close: () => new Promise(resolve => server.close(resolve).closeAllConnections()),
  }
}

const created = (response: ServerResponse) =>
  response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":7}')

/** Announces more bytes than come, and closes the connection. */
const cutOff = (response: ServerResponse) => {
  response.writeHead(201, { 'content-type': 'application/json', 'content-length': 1_000 })
  response.write('{"id":', () => response.destroy())
}

const posting = (url: string, errors: unknown[] = []) =>
  testDestination(async request => {
    try {
      await request(url, { method: 'post', json: {}, timeout: 2_000 })
    } catch (error) {
      errors.push(error)
      throw error
    }
    return { outcome: 'created' }
  })

it('a response that is cut off fails at once, not at the timeout of the request, and is retried', async () => {
  const server = await serve(cutOff, created)
  const errors: unknown[] = []
  const host = createHost({ definition: posting(server.url, errors), settings }, { random: () => 0 })
  expect(await host.deliver(identify('u1'))).toMatchObject({ outcome: 'created', attempts: 2 })
  expect(errors).toEqual([expect.objectContaining({ message: expect.stringContaining('The response was cut off.') })])
  await server.close()
})

it('requests of other code in the process are left alone', async () => {
  const server = await serve(cutOff)
  createHost({ definition: posting(server.url), settings })
  const http = await import('node:http')
  const seen = await new Promise<string>(resolve => {
    const request = http.request(server.url, response => {
      response.on('error', () => {})
      response.on('close', () => setImmediate(() => resolve('closed')))
      response.resume()
    })
    request.on('error', () => resolve('error of the request'))
    request.end()
  })
  expect(seen).toBe('closed')
  await server.close()
})

it('onMetric receives each request with its response, and no header', async () => {
  const server = await serve(response => response.writeHead(503).end('down'), created)
  const metrics: unknown[] = []
  const host = createHost(
    { definition: posting(server.url), settings, onMetric: metric => metrics.push(metric) },
    { random: () => 0 },
  )
  await host.deliver(identify('u1'))
  const call = { method: 'POST', url: server.url, body: {}, milliseconds: expect.any(Number) }
  expect(metrics.slice(0, 3)).toEqual([
    { type: 'request', event: identify('u1'), attempt: 1, call: { ...call, status: 503, response: 'down' } },
    expect.objectContaining({ type: 'retry', event: identify('u1'), status: 503, attempts: 1 }),
    { type: 'request', event: identify('u1'), attempt: 2, call: { ...call, status: 201, response: '{"id":7}' } },
  ])
  await server.close()
})
