// @ts-check
import { call } from '../page/api.js'
import { byId } from '../page/dom.js'
import { dateTime, plural } from '../page/format.js'
import { attempt, say } from '../page/notice.js'

let shown = { now: Date.now(), frozen: false, readAt: performance.now() }

/** The mock's own time in ms, run on from when it was last read. */
export const now = () => shown.now + (shown.frozen ? 0 : performance.now() - shown.readAt)

export const refreshClock = async () => show(await call('GET', '/clock'))

/** @param {{ now: number | string, frozen: boolean }} clock */
function show(clock) {
  shown = { now: new Date(clock.now).getTime(), frozen: clock.frozen, readAt: performance.now() }
  const apart = shown.frozen || Math.abs(shown.now - Date.now()) > 5000
  const state = shown.frozen ? 'frozen' : apart ? 'shifted' : 'real time'
  const label = byId('clock-state')
  if (label.textContent !== state) label.textContent = state
  label.dataset.state = state
  byId('clock-freeze').hidden = shown.frozen
  byId('clock-resume').hidden = !apart
  tick()
}

function tick() {
  const time = byId('now')
  const text = dateTime(now())
  if (time.textContent !== text) time.textContent = text
}

/** @param {unknown} change @param {string} said */
async function set(change, said) {
  const response = await call('POST', '/clock', { body: change })
  response?.now === undefined ? await refreshClock() : show(response)
  say(said)
}

/** @param {number} seconds */
const advance = seconds => set({ advanceSeconds: seconds }, `The clock is ${plural(seconds, 'second')} further.`)

setInterval(tick, 250)
byId('clock-freeze').addEventListener(
  'click',
  attempt(async () => {
    await set({ freeze: true }, 'The clock stands still.')
    byId('clock-resume').focus()
  }),
)
byId('clock-resume').addEventListener(
  'click',
  attempt(async () => {
    await set({ resume: true }, 'The clock shows real time again.')
    byId('clock-freeze').focus()
  }),
)
byId('clock-minute').addEventListener(
  'click',
  attempt(() => advance(60)),
)
byId('clock-advance').addEventListener('submit', (/** @type {any} */ event) => {
  event.preventDefault()
  attempt(advance)(Number(event.target.elements.seconds.value))
})
