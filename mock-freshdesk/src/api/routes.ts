import { agents } from './agents'
import type { Resource, Route, Verb } from './call'
import { companies } from './companies'
import { contacts } from './contacts'
import { companyFields } from './fields/company-fields'
import { contactFields } from './fields/contact-fields'
import { search } from './search'

/** One line a resource: the first word of the path below /api/v2. */
export const RESOURCES = new Map<string, Resource>([
  ['contacts', contacts],
  ['contact_fields', contactFields],
  ['companies', companies],
  ['company_fields', companyFields],
  ['search', search],
  ['agents', agents],
])

export interface Found {
  readonly routes: Partial<Record<Verb, Route>>
  /** The number in the path, or 0. */
  readonly id: number
}

const NUMBER = /^\d{1,15}$/

/** `contacts`, `contacts/7`, `contacts/7/restore`, `contacts/autocomplete`; a slash at the end changes nothing. */
export function findRoute(given: string): Found | undefined {
  const path = given.endsWith('/') ? given.slice(0, -1) : given
  const slash = path.indexOf('/')
  if (slash < 0) return found(RESOURCES.get(path), '', 0)
  const resource = RESOURCES.get(path.slice(0, slash))
  const below = path.slice(slash + 1)
  const next = below.indexOf('/')
  const first = next < 0 ? below : below.slice(0, next)
  if (!NUMBER.test(first)) return found(resource, below, 0)
  return found(resource, next < 0 ? ':id' : `:id${below.slice(next)}`, Number(first))
}

function found(resource: Resource | undefined, key: string, id: number): Found | undefined {
  const routes = resource && Object.hasOwn(resource, key) ? resource[key] : undefined
  return routes && { routes, id }
}
