import { useCallback, useEffect, useState } from 'preact/hooks'
import { admin } from '../api/admin'
import { LOGGED_IN, LOGGED_OUT } from '../api/request'

/** "expired": the view stays behind the login, with what a person typed into it. */
type State = 'asking' | 'open' | 'locked' | 'expired'

/** Whether the page may read the admin API. A 401 of any request ends the session of the page. */
export function useSession() {
  const [state, setState] = useState<State>('asking')
  const [needsToken, setNeedsToken] = useState(false)
  const ask = useCallback(async () => {
    // A server that does not answer shows itself in the view.
    const session = await admin.session().catch(() => ({ authenticated: true, needs_token: false }))
    setNeedsToken(session.needs_token)
    const isOpen = session.authenticated || !session.needs_token
    setState(isOpen ? 'open' : 'locked')
    if (isOpen) window.dispatchEvent(new CustomEvent(LOGGED_IN))
  }, [])
  const logOut = useCallback(() => void admin.logOut().then(() => setState('locked')), [])
  useEffect(() => {
    void ask()
    const expire = () => setState(old => (old === 'open' ? 'expired' : old))
    window.addEventListener(LOGGED_OUT, expire)
    return () => window.removeEventListener(LOGGED_OUT, expire)
  }, [ask])
  return { state, needsToken, ask, logOut }
}
