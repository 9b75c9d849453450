import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { admin } from '../../api/admin'

/** The address without a path: the first steps of an empty server, and otherwise the events. */
export function Home() {
  const { route } = useLocation()
  useEffect(() => {
    admin.integrations().then(
      ({ integrations }) => route(integrations.length === 0 ? '/start' : '/events', true),
      // The view shows what failed.
      () => route('/events', true),
    )
  }, [route])
  return null
}
