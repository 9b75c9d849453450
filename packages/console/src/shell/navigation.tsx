import { useLayoutEffect, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { PersonalDataToggle } from '../parts/personal-data'
import { VIEWS } from './views'

/** The navigation: a column beside the view, or a row above it on a phone. */
export function Navigation({ canLogOut, onLogOut }: { canLogOut: boolean; onLogOut: () => void }) {
  const { path } = useLocation()
  const current = path.split('/')[1]
  const links = useRef<HTMLElement>(null)
  // On a phone the row is wider than the screen.
  useLayoutEffect(() => {
    links.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  return (
    <header class="navigation">
      <a class="navigation-home" href="/">
        <span class="navigation-mark" aria-hidden="true" />
        datafly
      </a>
      <nav ref={links} aria-label="Views">
        <ul>
          {VIEWS.filter(({ isHidden }) => !isHidden).map(({ path, title }) => (
            <li key={path}>
              <a href={`/${path}`} aria-current={path === current ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="navigation-end">
        <PersonalDataToggle />
        {canLogOut && (
          <button type="button" class="navigation-log-out" onClick={onLogOut}>
            Log out
          </button>
        )}
      </div>
    </header>
  )
}
