// @ts-check
import { byId } from './dom.js'

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 5000

/**
 * Follows the requests as they arrive, and comes back by itself when the server was away. A page in
 * the background lets go of its connection: browsers allow only six to a server.
 * @param {{ opened: () => void, arrived: (entries: any[]) => void, changed: (entry: any) => void }}
 *   listener
 */
export function follow({ opened, arrived, changed }) {
  let source = /** @type {EventSource | undefined} */ (undefined)
  let retryMs = FIRST_RETRY_MS
  let timer = 0

  function connect() {
    disconnect()
    source = new EventSource('/__admin/requests/stream')
    source.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS
      show('live')
      opened()
    })
    source.addEventListener('requests', event => arrived(JSON.parse(event.data)))
    source.addEventListener('request', event => arrived([JSON.parse(event.data)]))
    source.addEventListener('changed', event => changed(JSON.parse(event.data)))
    source.addEventListener('error', () => {
      disconnect()
      show('lost')
      timer = setTimeout(connect, retryMs)
      retryMs = Math.min(LAST_RETRY_MS, retryMs * 2)
    })
  }

  function disconnect() {
    clearTimeout(timer)
    source?.close()
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()))
  connect()
}

/** @param {'live' | 'lost'} state */
function show(state) {
  const label = byId('connection')
  if (label.dataset.state === state) return
  label.dataset.state = state
  label.lastElementChild.textContent = state === 'live' ? 'Live' : 'Reconnecting'
  const banner = byId('lost')
  banner.hidden = state === 'live'
  banner.textContent =
    state === 'live'
      ? ''
      : 'The mock does not answer. What you see may be old; the page comes back by itself when the mock does.'
}
