import { PREFERRED_ZONES, TIME_ZONES } from './data/time-zones'
import { normalizeLine } from './text'
import type { Normalized } from './value'

/**
 * A time zone by Freshdesk's name, from an IANA name such as `Europe/London` or from Freshdesk's
 * own name. An IANA name that Freshdesk does not have becomes a zone that shows the same time in
 * January and in July: `Europe/Oslo` becomes `Berlin`.
 */
export function normalizeTimeZone(raw: unknown): Normalized<string> {
  const { value, omitted } = normalizeLine(raw)
  if (value === undefined) return omitted ? { omitted } : {}
  const known = TIME_ZONES.find(names => names.some(name => name.toLowerCase() === value.toLowerCase()))
  if (known) return { value: known[0] }
  const clock = readClock(value)
  if (clock === undefined) return { omitted: 'is not a time zone that Freshdesk or IANA has' }
  const zone = findZone(clock, value)
  return zone === undefined ? { omitted: 'is a time zone whose clock no time zone of Freshdesk has' } : { value: zone }
}

/**
 * A zone on the same continent goes before one elsewhere, and a preferred zone before the others.
 */
function findZone(clock: string, iana: string): string | undefined {
  const zones = getZonesByClock().get(clock) ?? []
  const area = `${iana.split('/')[0]}/`.toLowerCase()
  const nearby = zones.filter(([, name = '']) => name.toLowerCase().startsWith(area))
  const candidates = (nearby.length > 0 ? nearby : zones).map(([zone]) => zone)
  return PREFERRED_ZONES.find(zone => candidates.includes(zone)) ?? candidates[0]
}

let zonesByClock: Map<string, typeof TIME_ZONES> | undefined

function getZonesByClock() {
  if (zonesByClock) return zonesByClock
  zonesByClock = new Map()
  for (const names of TIME_ZONES) {
    const clock = readClock(names[1] ?? '') ?? ''
    zonesByClock.set(clock, [...(zonesByClock.get(clock) ?? []), names])
  }
  return zonesByClock
}

/** The distance from UTC in January and in July. Undefined when this Node.js has no such zone. */
function readClock(iana: string): string | undefined {
  // Node.js also takes a bare distance such as +02:00, which says nothing about the summer.
  if (!/^[A-Za-z]/.test(iana)) return undefined
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: iana, timeZoneName: 'longOffset' })
    const year = new Date().getUTCFullYear()
    const offsets = [0, 6].map(month => format.formatToParts(Date.UTC(year, month, 15)))
    return offsets.map(parts => parts.find(({ type }) => type === 'timeZoneName')?.value).join()
  } catch {
    return undefined
  }
}
