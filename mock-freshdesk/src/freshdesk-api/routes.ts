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
  const [name, rest] = cut(path)
  const resource = RESOURCES.get(name)
  if (resource === undefined) return undefined
  const [first, below] = cut(rest)
  const isId = NUMBER.test(first)
  const key = !isId ? rest : below === '' ? ':id' : `:id/${below}`
  const routes = Object.hasOwn(resource, key) ? resource[key] : undefined
  return routes && { routes, id: isId ? Number(first) : 0 }
}

/** What stands before the first slash, and what after it. */
function cut(path: string): [string, string] {
  const slash = path.indexOf('/')
  return slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)]
}
