import type { IdSeries } from './collection-definition'

/** The numberings of Freshdesk. Its own ids have 11 or 12 digits. */

/** Contacts and agents are both users: an agent and a contact never have the same id. */
export const USER_IDS: IdSeries = { name: 'user', first: 72_009_990_001, isShared: true }
export const COMPANY_IDS: IdSeries = { name: 'company', first: 72_000_990_001 }
export const FIELD_IDS: IdSeries = { name: 'field', first: 72_000_110_001 }
