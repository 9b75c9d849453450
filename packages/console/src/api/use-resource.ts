import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ApiError, LOGGED_IN } from './request'

export interface Resource<T> {
  /** The newest value. Stays while a newer one is on its way. */
  value: T | null
  error: ApiError | null
  isLoading: boolean
  reload(): void
}

/**
 * Loads a value, and loads it again when `key` changes. An older answer never replaces a newer
 * one.
 */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [state, setState] = useState<{ value: T | null; error: ApiError | null; isLoading: boolean }>({
    value: null,
    error: null,
    isLoading: true,
  })
  const [turn, setTurn] = useState(0)
  const latest = useRef(load)
  latest.current = load
  useEffect(() => {
    const abort = new AbortController()
    setState(old => ({ ...old, isLoading: true }))
    latest.current(abort.signal).then(
      value => {
        if (!abort.signal.aborted) setState({ value, error: null, isLoading: false })
      },
      error => {
        if (!abort.signal.aborted) setState(old => ({ ...old, error: toApiError(error), isLoading: false }))
      },
    )
    return () => abort.abort()
  }, [key, turn])
  const reload = useCallback(() => setTurn(old => old + 1), [])
  const isLocked = state.error?.status === 401
  useEffect(() => {
    if (!isLocked) return
    window.addEventListener(LOGGED_IN, reload)
    return () => window.removeEventListener(LOGGED_IN, reload)
  }, [isLocked, reload])
  return { ...state, reload }
}

export const toApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError(0, 'PAGE', `The page failed: ${(error as Error).message}`)
