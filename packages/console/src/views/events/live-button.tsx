interface LiveButtonProps {
  isLive: boolean
  isConnected: boolean
  onChange: (isLive: boolean) => void
}

/** Shows whether new events come in by themselves, and stops and starts that. */
export function LiveButton({ isLive, isConnected, onChange }: LiveButtonProps) {
  const text = isLive ? (isConnected ? 'Live' : 'Connecting') : 'Paused'
  return (
    <button
      type="button"
      class="events-live"
      aria-pressed={isLive}
      aria-label={`${text}: ${isLive ? 'pause' : 'go live'}`}
      data-connected={isConnected || undefined}
      onClick={() => onChange(!isLive)}
    >
      <span class="events-live-dot" aria-hidden="true" />
      {text}
    </button>
  )
}
