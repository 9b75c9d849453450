import { RateLimitPause } from './rate-limit-pause'
import { deferred, tick } from './test-helpers'

it('who waits already waits on when the pause is prolonged', async () => {
  const naps = [deferred(), deferred()]
  let nap = 0
  const gate = new RateLimitPause(
    () => naps[nap++]?.promise ?? Promise.resolve(),
    () => 0,
  )
  let through = false

  expect(gate.closeFor(10)).toBe(true)
  const waiting = gate.opened().then(() => {
    through = true
  })
  expect(gate.closeFor(20)).toBe(false)
  naps[0]?.resolve()
  await tick()
  expect(through).toBe(false)
  naps[1]?.resolve()
  await waiting
})

it('stands open until it is closed', async () => {
  await new RateLimitPause(
    () => new Promise(() => {}),
    () => 0,
  ).opened()
})

it('closes anew after each pause, whatever the clock says', async () => {
  const slept: number[] = []
  const gate = new RateLimitPause(
    async milliseconds => slept.push(milliseconds),
    () => 0,
  )
  for (let round = 0; round < 3; round++) {
    expect(gate.closeFor(10)).toBe(true)
    await gate.opened()
  }
  expect(slept).toEqual([10, 10, 10])
})
