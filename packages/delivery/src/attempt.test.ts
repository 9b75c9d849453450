import { getEventListeners } from 'node:events'
import { Destination, type Subscription } from '@segment/actions-core'
import { attempt } from './attempt'
import { identify, testDestination } from './test-helpers'

it('leaves nothing behind on a signal that outlives a thousand attempts, whether they end well or not', async () => {
  let runs = 0
  const definition = testDestination((_request, { payload }) => {
    runs++
    if (payload.email === 'odd@x.org') throw new Error('No.')
  })
  const destination = new Destination(definition)
  const subscription = definition.presets?.[0] as Subscription
  const { signal } = new AbortController()
  const options = { settings: { apiKey: 'sesame' }, signal, timeout: 30_000 }

  for (let i = 0; i < 1_000; i++) {
    const event = identify('u1', { email: i % 2 ? 'odd@x.org' : 'even@x.org' })
    await attempt(destination, event, subscription, options).catch(() => {})
  }
  expect(runs).toBe(1_000)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
