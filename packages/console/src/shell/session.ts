import { useCallback, useEffect, useState } from 'preact/hooks'
import { admin } from '../api/admin'

type State = 'asking' | 'open' | 'locked'

/** Whether the page may read the admin API. A 401 of any request locks the page again. */
export function useSession() {
  const [state, setState] = useState<State>('asking')
  const [needsToken, setNeedsToken] = useState(false)
  const ask = useCallback(async () => {
    // A server that does not answer shows itself in the view.
    const session = await admin.session().catch(() => ({ authenticated: true, needs_token: false }))
    setNeedsToken(session.needs_token)
    setState(session.needs_token && !session.authenticated ? 'locked' : 'open')
  }, [])
  const logOut = useCallback(() => void admin.logOut().then(ask), [ask])
  useEffect(() => {
    void ask()
    const lock = () => setState('locked')
    window.addEventListener('datafly:login', lock)
    return () => window.removeEventListener('datafly:login', lock)
  }, [ask])
  return { state, needsToken, ask, logOut }
}
