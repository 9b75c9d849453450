import { useEffect, useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { Preview, PreviewRequest } from '../../api/types'
import { toApiError } from '../../api/use-resource'

export interface PreviewState {
  /** The newest preview. Stays while a newer one is on its way. */
  preview: Preview | null
  /** The sentence of the server when the configuration cannot be tried. */
  problem: string | null
}

/** Milliseconds without a key press before the server is asked. */
const PAUSE = 200

const EMPTY: PreviewState = { preview: null, problem: null }

/**
 * What would become of an event. Null asks nothing.
 *
 * @param revision the saved revision: a request without a draft has a new response after a save
 */
export function usePreview(request: PreviewRequest | null, revision: number): PreviewState {
  const key = request && JSON.stringify(request)
  const [state, setState] = useState<PreviewState>(EMPTY)
  useEffect(() => {
    if (key === null) return setState(EMPTY)
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const preview = await admin.preview(JSON.parse(key), abort.signal)
        setState({ preview, problem: null })
      } catch (error) {
        if (!abort.signal.aborted) setState(old => ({ ...old, problem: toApiError(error).message }))
      }
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [key, revision])
  return state
}
