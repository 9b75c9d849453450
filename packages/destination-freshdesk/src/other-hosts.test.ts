import type { RequestClient } from '@segment/actions-core'
import { ada, settings } from '../test/helpers/ada'
import definition from '.'

// Some hosts call `perform` themselves, with a different request function. It applies only the
// options of each request and, of `extendRequest`, only the headers: no user name, no password, no
// time-out, no redirect, no signal.

const payload = {
  name: 'Ada Moss',
  email: 'ada.moss@example.com',
  phone: '+44 20 7946 0958',
  unique_external_id: 'u-101',
  job_title: 'Botanist',
  consent: { marketing: true },
}
const taken = { errors: [{ field: 'email', additional_info: { user_id: 7001 }, message: '', code: 'duplicate_value' }] }

interface Sent {
  url: string
  method: string
  headers: Record<string, string>
  body: unknown
}

class HostError extends Error {
  constructor(readonly response: { status: number }) {
    super('the host throws for this status')
  }
}

/** The host, with the responses of Freshdesk one after another. */
function hostWith(...responses: (Error | [status: number, data: unknown])[]) {
  const sent: Sent[] = []
  const request = async (url: string, options: Record<string, unknown>) => {
    sent.push({ url, method: String(options.method), headers: options.headers as Sent['headers'], body: options.json })
    const response = responses.shift()
    if (response === undefined) return new Promise(() => {})
    if (response instanceof Error) throw response
    const [status, data] = response
    if (status >= 400 && options.throwHttpErrors !== false) throw new HostError({ status })
    return { status, data, content: JSON.stringify(data), headers: new Headers({ 'retry-after': '9' }) }
  }
  const perform = definition.actions.identified?.perform
  const result = () => perform?.(request as unknown as RequestClient, { payload, settings } as never)
  return { sent, result }
}

afterEach(() => jest.useRealTimers())

test('a request carries the key in its own headers', async () => {
  const { sent, result } = hostWith([201, { id: 7001 }])
  expect(await result()).toEqual({ outcome: 'created', contactId: 7001 })
  expect(sent).toEqual([
    {
      url: 'https://acme.freshdesk.com/api/v2/contacts',
      method: 'POST',
      headers: { accept: 'application/json', authorization: `Basic ${btoa('key-of-an-agent:X')}` },
      body: ada,
    },
  ])
})

test('a 409 updates the contact', async () => {
  const { result } = hostWith([409, taken], [200, { id: 7001, tags: ['marketing-consent'] }])
  expect(await result()).toEqual({ outcome: 'updated', contactId: 7001 })
})

test.each([
  [400, { status: 400, code: 'PAYLOAD_VALIDATION_FAILED' }],
  [401, { status: 401, code: 'INVALID_AUTHENTICATION' }],
  [429, { status: 429, retryAfter: 9 }],
  [503, { status: 503 }],
])('a %i is the error of the plugin', async (status, error) => {
  await expect(hostWith([status, {}]).result()).rejects.toMatchObject(error)
})

test('an error of the host passes through unchanged, because the host decides by its class', async () => {
  const error = new HostError({ status: 503 })
  await expect(hostWith(error).result()).rejects.toBe(error)
})

test.each([
  ['FetchError', 'ECONNRESET', 503],
  ['TypeError', 'UND_ERR_SOCKET', 503],
  ['Error', 'ECONNREFUSED', 503],
  ['TimeoutError', 'ETIMEDOUT', 408],
])('an error of the network, %s %s, is retryable with status %i', async (name, code, status) => {
  const error = Object.assign(new Error('https://acme.freshdesk.com'), { name, cause: { code } })
  await expect(hostWith(error).result()).rejects.toMatchObject({ status, code: 'RETRYABLE_ERROR' })
})

test('a host without a time-out is not kept waiting', async () => {
  jest.useFakeTimers()
  const { result } = hostWith()
  const end = expect(result()).rejects.toMatchObject({ status: 408, code: 'RETRYABLE_ERROR' })
  await jest.advanceTimersByTimeAsync(3501)
  await end
})

test('a body that such a host has read, of more than 1 MB, is refused', async () => {
  await expect(hostWith([201, { id: 7001, filler: 'x'.repeat(1_000_000) }]).result()).rejects.toMatchObject({
    status: 502,
  })
})
