import { useLayoutEffect } from 'preact/hooks'
import { LocationProvider, useLocation } from 'preact-iso'
import { Toasts } from '../parts/toast'
import { Home } from '../views/first-visit/home'
import { Login } from './login'
import { Navigation } from './navigation'
import { useSession } from './session'
import { VIEWS } from './views'
import './app.css'

/** The frame around every view: login, navigation, and the view that the address names. */
export const App = () => (
  <LocationProvider>
    <Shell />
  </LocationProvider>
)

function Shell() {
  const session = useSession()
  const { state } = session
  const isLocked = state === 'locked' || state === 'expired'
  return (
    <>
      {isLocked && <Login onDone={session.ask} />}
      {(state === 'open' || state === 'expired') && <Frame session={session} isHidden={isLocked} />}
    </>
  )
}

function Frame({ session, isHidden }: { session: ReturnType<typeof useSession>; isHidden: boolean }) {
  return (
    <div class="shell" hidden={isHidden}>
      <a class="skip" href="#view">
        Skip to the view
      </a>
      <Navigation canLogOut={session.needsToken} onLogOut={session.logOut} />
      <main id="view" class="view" tabIndex={-1}>
        <CurrentView />
      </main>
      <Toasts />
    </div>
  )
}

function CurrentView() {
  const { path } = useLocation()
  const [first = '', ...rest] = path.split('/').filter(Boolean).map(decode)
  const view = VIEWS.find(({ path }) => path === first)
  // The title changes together with the view.
  useLayoutEffect(() => {
    document.title = view ? `${view.title} · datafly` : 'datafly console'
  }, [view])
  if (first === '') return <Home />
  if (!view) return <p class="view-missing">There is no such view. Choose one in the navigation.</p>
  return <view.component rest={rest} />
}

/** An address that a person typed can hold a lone per cent sign. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
