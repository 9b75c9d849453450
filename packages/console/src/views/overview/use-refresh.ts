import { useEffect, useRef } from 'preact/hooks'
import { useLive } from '../../api/live'

/** Milliseconds after a live change, in which further changes join it. */
const GATHER = 1_500

/** Milliseconds after which the range has moved on, even without a change. */
const MAX_AGE = 15_000

/**
 * Loads again after live changes, and when the range has moved on. One load runs at a time. While
 * the tab is hidden, no load runs.
 */
export function useRefresh(isLoading: boolean, reload: () => void): void {
  const timer = useRef<number | undefined>(undefined)
  const isWaiting = useRef(false)
  const schedule = (milliseconds: number) => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      isWaiting.current = false
      if (document.hidden) schedule(MAX_AGE)
      else reload()
    }, milliseconds)
  }
  useLive(true, () => {
    if (isLoading || isWaiting.current) return
    isWaiting.current = true
    schedule(GATHER)
  })
  useEffect(() => {
    if (!isLoading) schedule(MAX_AGE)
    return () => {
      isWaiting.current = false
      window.clearTimeout(timer.current)
    }
  }, [isLoading])
}
