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

/** `contacts`, `contacts/7`, `contacts/7/restore`, `contacts/autocomplete`; a slash at the end changes nothing. */
export function findRoute(path: string): Found | undefined {
  const [name = '', first = '', ...rest] = (path.endsWith('/') ? path.slice(0, -1) : path).split('/')
  const resource = RESOURCES.get(name)
  if (resource === undefined) return undefined
  const isId = /^\d{1,15}$/.test(first)
  const below = [isId ? ':id' : first, ...rest].join('/')
  if (!Object.hasOwn(resource, below)) return undefined
  const routes = resource[below]
  return routes && { routes, id: isId ? Number(first) : 0 }
}
