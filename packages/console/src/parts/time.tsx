import { useEffect, useState } from 'preact/hooks'

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' })
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })

/** The time in words, such as "3 min. ago", with the exact time as its title. */
export function Time({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at} title={absolute.format(new Date(at))}>
      {toWords(at, now)}
    </time>
  )
}

export function toWords(at: string, now: number): string {
  const seconds = (Date.parse(at) - now) / 1_000
  const unit = UNITS.find(([, size]) => Math.abs(seconds) >= size)
  if (!unit) return seconds < -5 ? relative.format(Math.round(seconds), 'second') : 'now'
  return relative.format(Math.round(seconds / unit[1]), unit[0])
}

/** Milliseconds between two moves of all the times on the page. */
const TICK = 5_000

function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK)
    return () => clearInterval(timer)
  }, [])
  return now
}
