import type { GenericSchema } from 'valibot'
import type { Row } from './collection'

/**
 * A numbering of rows. An account never gives an id of a series twice, not even after the row is
 * gone.
 */
export interface IdSeries {
  readonly name: string
  /** The id of the first row when no seed gives ids. */
  readonly first: number
  /** Whether two collections of the series must not hold the same id. */
  readonly isShared?: boolean
}

/** Contacts and agents are both users: an agent and a contact never have the same id. */
export const USER_IDS: IdSeries = { name: 'user', first: 72_009_990_001, isShared: true }
export const COMPANY_IDS: IdSeries = { name: 'company', first: 72_000_990_001 }
export const FIELD_IDS: IdSeries = { name: 'field', first: 72_000_110_001 }

/** What a seed row needs to become a complete row. */
interface NewRow {
  readonly id: number
  /** The present second, as API bodies write it. */
  readonly now: string
  /** The place of the row in the seed, from 0. */
  readonly index: number
}

/** Complete rows by the name of their collection. */
export type Rows = Readonly<Record<string, readonly Row[]>>

/**
 * One collection of an account: everything that seeds, snapshots, database files, raw rows, counts
 * and resets need to know about it. `api/routes.ts` lists all definitions.
 */
export interface CollectionDefinition<
  Name extends string = string,
  R extends Row = Row,
  SeedRow extends object = object,
  C = unknown,
> {
  /** The name in seeds, snapshots, database files and below /__admin/db: `contact_fields`. */
  readonly name: Name
  readonly ids: IdSeries
  /** Checks the rows of a seed. Its sentences name the row. */
  readonly rows: GenericSchema<unknown, SeedRow[]>
  /** A complete row: the row of the seed, and a default for each property that it leaves out. */
  toRow(given: SeedRow, row: NewRow): R
  /** The seed row that `toRow` turns into this row again. */
  toSeedRow(row: R): SeedRow
  /** Properties that /__admin/db neither shows nor changes. */
  readonly secrets?: readonly string[]
  /** An empty collection. */
  create(): C
}
