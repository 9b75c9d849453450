import type { DestinationDefinition } from '@segment/actions-core'
import type { Destination } from './destination'
import { freshdesk } from './freshdesk'

const DESTINATIONS: ReadonlyMap<string, Destination> = new Map([freshdesk].map(one => [one.slug, one]))

export const getDestinations = (): Destination[] => [...DESTINATIONS.values()]

export const findDestination = (slug: string): Destination | null => DESTINATIONS.get(slug) ?? null

/** @throws Error for a slug that no destination has */
export function getDestination(slug: string): Destination {
  const found = DESTINATIONS.get(slug)
  if (!found) throw new Error(`There is no destination "${slug}".`)
  return found
}

/** The definitions by slug, for workers. */
export const DEFINITIONS: Readonly<Record<string, DestinationDefinition<never>>> = Object.fromEntries(
  getDestinations().map(({ slug, definition }) => [slug, definition]),
)
