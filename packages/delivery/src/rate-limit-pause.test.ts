import { RateLimitPause } from './rate-limit-pause'
import { deferred, tick } from './test-helpers'

const open = new AbortController().signal

/** A pause whose naps end by hand. */
function byHand(signal = open, startWithProbe = false) {
  const naps: Array<ReturnType<typeof deferred<void>>> = []
  const sleep = () => {
    naps.push(deferred<void>())
    return naps.at(-1)?.promise ?? Promise.resolve()
  }
  const pause = new RateLimitPause({ sleep, now: () => 0 }, signal, startWithProbe)
  const passages: string[] = []
  const enter = (name: string) => void pause.enter().then(passage => passages.push(`${name}: ${passage}`))
  return { pause, naps, passages, enter }
}

it('enter resolves at once while no pause runs', async () => {
  expect(await byHand().pause.enter()).toBe('free')
})

it('a caller waits on when the pause is prolonged', async () => {
  const { pause, naps, passages, enter } = byHand()
  expect(pause.pauseFor(10)).toBe(true)
  enter('ada')
  expect(pause.pauseFor(20)).toBe(false)
  naps[0]?.resolve(undefined)
  await tick()
  expect(passages).toEqual([])
  naps[1]?.resolve(undefined)
  await tick()
  expect(passages).toEqual(['ada: probe'])
})

it('a shorter pause changes nothing about a longer one', async () => {
  const { pause, naps } = byHand()
  pause.pauseFor(20)
  expect(pause.pauseFor(5)).toBe(false)
  expect(naps).toHaveLength(1)
  expect(pause.until).toBe(20)
})

it('after a pause one caller goes first, and the others follow when it passed', async () => {
  const { pause, naps, passages, enter } = byHand()
  pause.pauseFor(10)
  for (const name of ['ada', 'bob', 'cyd']) enter(name)
  naps[0]?.resolve(undefined)
  await tick()
  enter('dan')
  await tick()
  expect(passages).toEqual(['ada: probe'])
  pause.leave('probe', true)
  await tick()
  expect(passages).toEqual(['ada: probe', 'bob: free', 'cyd: free', 'dan: free'])
})

it('the next caller becomes the probe when the first did not pass', async () => {
  const { pause, naps, passages, enter } = byHand()
  pause.pauseFor(10)
  for (const name of ['ada', 'bob']) enter(name)
  naps[0]?.resolve(undefined)
  await tick()
  pause.leave('probe', false)
  await tick()
  expect(passages).toEqual(['ada: probe', 'bob: probe'])
})

it('a new pause holds everyone when the probe failed', async () => {
  const { pause, naps, passages, enter } = byHand()
  pause.pauseFor(10)
  for (const name of ['ada', 'bob']) enter(name)
  naps[0]?.resolve(undefined)
  await tick()
  expect(pause.pauseFor(20)).toBe(true)
  pause.leave('probe', false)
  await tick()
  expect(passages).toEqual(['ada: probe'])
  expect(pause.state).toBe('paused')
})

it('a passage from before the pause does not end it', async () => {
  const { pause, enter, passages } = byHand()
  const passage = await pause.enter()
  pause.pauseFor(10)
  enter('bob')
  pause.leave(passage, true)
  await tick()
  expect(passages).toEqual([])
})

it('starts with one probe when it is asked to', async () => {
  const { pause, passages, enter } = byHand(open, true)
  for (const name of ['ada', 'bob']) enter(name)
  await tick()
  expect(passages).toEqual(['ada: probe'])
  pause.leave('probe', true)
  await tick()
  expect(passages).toEqual(['ada: probe', 'bob: free'])
})

it.each([
  ['the signal aborts', (stop: AbortController) => stop.abort()],
  ['it is closed', (_stop: AbortController, pause: RateLimitPause) => pause.close()],
])('everyone who waits or comes gets "closed" when %s', async (_when, end) => {
  const stop = new AbortController()
  const { pause, passages, enter } = byHand(stop.signal)
  pause.pauseFor(10)
  enter('ada')
  end(stop, pause)
  enter('bob')
  await tick()
  expect(passages).toEqual(['ada: closed', 'bob: closed'])
})
