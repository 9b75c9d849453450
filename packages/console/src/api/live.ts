import { useEffect, useRef, useState } from 'preact/hooks'
import type { LiveChanges } from './types'

export type LiveState = 'connecting' | 'live' | 'off'

/**
 * Listens to the live stream while the view is shown and `on` is true. The browser connects again
 * after an interruption.
 */
export function useLive(on: boolean, onChanges: (changes: LiveChanges) => void): LiveState {
  const [state, setState] = useState<LiveState>('connecting')
  const latest = useRef(onChanges)
  latest.current = onChanges
  useEffect(() => {
    if (!on) return setState('off')
    const stream = new EventSource('/admin/v1/live')
    setState('connecting')
    stream.onopen = () => setState('live')
    stream.onerror = () => setState('connecting')
    stream.addEventListener('changes', ({ data }) => latest.current(JSON.parse(data)))
    return () => stream.close()
  }, [on])
  return state
}
