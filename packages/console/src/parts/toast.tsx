import { useEffect, useState } from 'preact/hooks'
import './toast.css'

interface Toast {
  id: number
  text: string
  kind: 'done' | 'problem'
}

const ADDED = 'datafly:toast'

/** Milliseconds for which a message stays. */
const STAY = 6_000

let last = 0

/** Shows a short message at the edge of the page, and reads it out. */
export function showToast(text: string, kind: Toast['kind'] = 'done'): void {
  last += 1
  window.dispatchEvent(new CustomEvent<Toast>(ADDED, { detail: { id: last, text, kind } }))
}

export function Toasts() {
  const [toasts, setToasts] = useState<Toast[]>([])
  useEffect(() => {
    const add = (event: Event) => {
      const toast = (event as CustomEvent<Toast>).detail
      setToasts(old => [...old.slice(-2), toast])
      setTimeout(() => setToasts(old => old.filter(({ id }) => id !== toast.id)), STAY)
    }
    window.addEventListener(ADDED, add)
    return () => window.removeEventListener(ADDED, add)
  }, [])
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.map(({ id, text, kind }) => (
        <p key={id} class={`toast toast-${kind}`}>
          {text}
        </p>
      ))}
    </div>
  )
}
