import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { Question } from '../../parts/question'

/** Asks before a link, "Back" or a closed tab loses changes that are not saved. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { route } = useLocation()
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
    const stopBack = (event: PopStateEvent) => {
      if (isLeaving.current || location.pathname === here) return
      event.stopImmediatePropagation()
      setWanted(location.pathname + location.search)
      history.pushState(null, '', here)
    }
    const stopClose = (event: BeforeUnloadEvent) => event.preventDefault()
    // The router listens in the same places: capturing comes first.
    window.addEventListener('click', stopLink, true)
    window.addEventListener('popstate', stopBack, true)
    window.addEventListener('beforeunload', stopClose)
    return () => {
      window.removeEventListener('click', stopLink, true)
      window.removeEventListener('popstate', stopBack, true)
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
