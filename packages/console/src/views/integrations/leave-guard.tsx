import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { Question } from '../../parts/question'

let stopBack: ((event: PopStateEvent) => void) | null = null

// A window calls its listeners in the order of their registration. This listener is there before
// the router's, because a module runs before the first component.
window.addEventListener('popstate', event => stopBack?.(event))

/** Asks before a link, "Back" or a closed tab loses changes that are not saved. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { route, url } = useLocation()
  // The address of the shown tab.
  const shown = useRef(url)
  shown.current = url
  const [wanted, setWanted] = useState<string | null>(null)
  const isLeaving = useRef(false)
  useEffect(() => {
    if (!isDirty) return
    const here = location.pathname
    const stopLink = (event: MouseEvent) => {
      const link = event.composedPath().find(element => element instanceof HTMLAnchorElement)
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
      if (!link?.href || !isPlain || link.target || link.origin !== location.origin) return
      // The tabs of one integration share its changes.
      if (link.pathname === here) return
      event.preventDefault()
      event.stopImmediatePropagation()
      setWanted(link.pathname + link.search)
    }
    stopBack = event => {
      if (isLeaving.current || location.pathname === here) return
      event.stopImmediatePropagation()
      setWanted(location.pathname + location.search)
      history.pushState(null, '', shown.current)
    }
    const stopClose = (event: BeforeUnloadEvent) => event.preventDefault()
    // Capturing comes before the router.
    window.addEventListener('click', stopLink, true)
    window.addEventListener('beforeunload', stopClose)
    return () => {
      window.removeEventListener('click', stopLink, true)
      stopBack = null
      window.removeEventListener('beforeunload', stopClose)
    }
  }, [isDirty])
  if (wanted === null) return null
  const leave = () => {
    isLeaving.current = true
    setWanted(null)
    route(wanted)
  }
  return (
    <Question
      title="Leave without saving?"
      action="Leave and discard"
      onConfirm={leave}
      onClose={() => setWanted(null)}
    >
      <p>Your changes are not saved yet. They are lost when you leave this page.</p>
    </Question>
  )
}
