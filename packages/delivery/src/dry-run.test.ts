import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Socket } from 'node:net'
import { PayloadValidationError } from '@segment/actions-core'
import { createDryRun } from './dry-run'
import { identify, testDestination } from './test-helpers'

const settings = { apiKey: 'sesame' }

const posting = (url: string) =>
  testDestination(async (request, { payload }) => {
    await request(url, { method: 'post', json: payload })
    return { outcome: 'created' }
  })

const connect = jest.spyOn(Socket.prototype, 'connect')
beforeEach(() => connect.mockClear())

it.each(['https://crm.example.com/people?a=1', 'http://127.0.0.1:9/people', 'https://no-such-host.invalid:8443/'])(
  'shows the request to %s and opens no socket',
  async url => {
    const host = createDryRun({ definition: posting(url), settings })
    expect(await host.deliver(identify('u1', { email: 'ada@x.org' }))).toEqual({
      messageId: 'msg-u1',
      type: 'identify',
      event: null,
      action: 'save',
      outcome: 'would-send',
      reason: null,
      status: null,
      contactId: null,
      written: false,
      attempts: 1,
      omitted: [],
      message: null,
      requests: [
        {
          method: 'POST',
          url,
          headers: {
            'user-agent': 'Segment (Actions)',
            authorization: '****',
            'content-type': 'application/json',
            accept: '*/*',
            'content-length': '21',
            'accept-encoding': 'gzip,deflate',
            host: new URL(url).host,
          },
          body: { email: 'ada@x.org' },
        },
      ],
    })
    expect(connect).not.toHaveBeenCalled()
  },
)

it('a server that listens hears nothing', async () => {
  const heard = jest.fn()
  const server = createServer(heard).on('connection', heard)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const report = await createDryRun({ definition: posting(url), settings }).deliver(identify('u1'))
  await new Promise(resolve => server.close(resolve))
  expect(report).toMatchObject({ outcome: 'would-send', requests: [{ url }] })
  expect(heard).not.toHaveBeenCalled()
})

it.each([
  ['turns the cut connection into an error that is final', 'throw'],
  ['takes no notice of the cut connection', 'swallow'],
])('shows the request even when the action %s', async (_what, habit) => {
  const definition = testDestination(async request => {
    try {
      await request('https://crm.example.com/', { method: 'get' })
    } catch {
      if (habit === 'throw') throw new PayloadValidationError('No.')
      return { outcome: 'dropped', reason: 'whatever' }
    }
  })
  const report = await createDryRun({ definition, settings }).deliver(identify('u1'))
  expect(report).toMatchObject({ outcome: 'would-send', reason: null, requests: [{ method: 'GET', body: null }] })
})

it('every request of an action is shown, and each event has its own', async () => {
  const definition = testDestination(async (request, { payload }) => {
    const send = (path: string) => request(`https://crm.example.com/${path}/${payload.email}`).catch(() => {})
    await Promise.all([send('one'), send('two')])
  })
  const host = createDryRun({ definition, settings })
  const reports = await Promise.all(['a@x.org', 'b@x.org'].map(email => host.deliver(identify(email, { email }))))
  expect(reports.map(({ requests }) => requests?.map(({ url }) => url))).toEqual([
    ['https://crm.example.com/one/a@x.org', 'https://crm.example.com/two/a@x.org'],
    ['https://crm.example.com/one/b@x.org', 'https://crm.example.com/two/b@x.org'],
  ])
})

it('what sends nothing is reported as ever', async () => {
  const definition = testDestination((_request, { payload }) => {
    if (!payload.email) throw new PayloadValidationError('No email.')
    return { outcome: 'dropped', reason: 'no-consent' }
  })
  const host = createDryRun({ definition, settings })
  expect(await host.deliver(identify('u1', { email: 'a@x.org' }))).toMatchObject({
    outcome: 'dropped',
    reason: 'no-consent',
  })
  expect(await host.deliver(identify('u2'))).toMatchObject({ outcome: 'rejected', message: 'No email.' })
  expect(await host.deliver({ type: 'page' })).toMatchObject({ outcome: 'dropped', reason: 'not-subscribed' })
})

it('shows the key nowhere, wherever the destination puts it', async () => {
  const definition = testDestination(
    (request, { settings }) =>
      request(`https://crm.example.com/?key=${settings.apiKey}`, { method: 'put', json: { key: settings.apiKey } }),
    { extendRequest: ({ settings }) => ({ headers: { 'X-Token': settings.apiKey, Cookie: 'session=1' } }) },
  )
  const report = await createDryRun({ definition, settings }).deliver(identify('u1'))
  expect(JSON.stringify(report)).not.toContain('sesame')
  expect(report.requests).toMatchObject([
    { url: 'https://crm.example.com/?key=****', headers: { 'x-token': '****', cookie: '****' }, body: { key: '****' } },
  ])
})
