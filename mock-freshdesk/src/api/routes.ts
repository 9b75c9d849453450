import { createRouter } from '../http/router'
import { agents } from './agents/routes'
import { companies } from './companies/routes'
import { contacts } from './contacts/routes'
import { companyFields } from './fields/company-fields'
import { contactFields } from './fields/contact-fields'
import type { Resource, Route } from './route'

/** Everything under /api/v2, one line a resource. */
export const RESOURCES: readonly Resource[] = [agents, contactFields, companyFields, companies, contacts]

/** The collections of an account, in the order of seeds, snapshots and database files. */
export const COLLECTIONS = RESOURCES.flatMap(({ collection = [] }) => collection)

const ID = /^\d{1,15}$/

/** Finds the routes of a path under /api/v2. An `:id` is a number of at most 15 digits. */
export const findRoutes = createRouter<Route>(
  RESOURCES.flatMap(({ routes }) => Object.entries(routes) as [string, Route][]),
  part => ID.test(part),
)
