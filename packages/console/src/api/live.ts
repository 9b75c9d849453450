import { useEffect, useRef, useState } from 'preact/hooks'
import type { LiveChanges } from './types'

export type LiveState = 'connecting' | 'live' | 'off'

/** The browser ends a stream for good when the server answers without one, as it does for 401. */
const RECONNECT = 3_000

/**
 * Listens to the live stream while the view is shown and `on` is true. It connects again
 * after an interruption.
 */
export function useLive(on: boolean, onChanges: (changes: LiveChanges) => void): LiveState {
  const [state, setState] = useState<LiveState>('connecting')
  const latest = useRef(onChanges)
  latest.current = onChanges
  useEffect(() => {
    if (!on) return setState('off')
    let stream: EventSource
    let timer: ReturnType<typeof setTimeout> | undefined
    const connect = () => {
      stream = new EventSource('/admin/v1/live')
      stream.onopen = () => setState('live')
      stream.onerror = () => {
        setState('connecting')
        if (stream.readyState === EventSource.CLOSED) timer = setTimeout(connect, RECONNECT)
      }
      stream.addEventListener('changes', ({ data }) => latest.current(JSON.parse(data)))
    }
    setState('connecting')
    connect()
    return () => {
      stream.close()
      clearTimeout(timer)
    }
  }, [on])
  return state
}
