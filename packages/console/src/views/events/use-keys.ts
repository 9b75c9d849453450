import { useEffect, useRef } from 'preact/hooks'

type Command = 'next' | 'previous' | 'close' | 'search' | 'help'

const KEYS: Readonly<Record<string, Command>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Escape: 'close',
  '/': 'search',
  '?': 'help',
}

/** Elements in which a key writes or chooses. There, Escape alone is a command: it leaves them. */
const FIELDS = 'input, select, textarea, [contenteditable]'

/** Elements that scroll with the arrow keys. */
const SCROLLED = 'pre'

/** Runs a command of the view when its key is pressed. A dialog keeps all keys to itself. */
export function useKeys(commands: Record<Command, () => void>): void {
  const latest = useRef(commands)
  latest.current = commands
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = KEYS[event.key]
      const target = event.target as HTMLElement
      if (!command || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (document.querySelector('dialog[open]')) return
      if (target.closest?.(FIELDS)) {
        if (command === 'close') target.blur()
        return
      }
      if (event.key.startsWith('Arrow') && target.closest?.(SCROLLED)) return
      event.preventDefault()
      latest.current[command]()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
