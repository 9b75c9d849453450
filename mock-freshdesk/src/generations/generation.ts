import type { Locales } from './locales'

/**
 * The responses of accounts of one age: keys and their order, defaults, fields, headers and limits.
 * Freshdesk gives newer accounts other responses than older ones. Each generation is one file,
 * exactly as it was recorded.
 */
export interface Generation {
  readonly year: Year
  /**
   * The keys of a contact in their order. `deleted` of a deleted contact follows `address` in a
   * view and a list.
   */
  readonly contact: {
    /** The response to a create or an update. */
    readonly changed: readonly string[]
    readonly viewed: readonly string[]
    /** Of a contact without a company `other_companies` is left out. */
    readonly listed: readonly string[]
  }
  /** The keys of a company in their order. */
  readonly company: { readonly viewed: readonly string[]; readonly listed: readonly string[] }
  readonly names: {
    /** The space of the name that divides first_name from last_name. */
    readonly cutAt: 'first space' | 'last space'
    /** The last_name of a name without a space. */
    readonly noLastName: '' | null
    /** The order of a list of contacts. Contacts with an equal text follow by their ids. */
    readonly sortedBy: 'name' | 'first name'
  }
  /** The time zone of a new contact. */
  readonly timeZone: string
  /** The choices of the default fields `language` and `time_zone`. */
  readonly locales: Locales
  readonly contactFields: readonly DefaultField[]
  /** The keys that only default fields have, after all others. */
  readonly defaultFieldKeys: readonly ('agents_can_edit' | 'displayed_for_agents' | 'quick_add_for_agent' | 'unique')[]
  readonly headers: {
    /** On every response. */
    readonly always: readonly string[]
    readonly ofReads: readonly string[]
    readonly ofWrites: readonly string[]
    readonly of200: readonly string[]
    /** Whether limits come as `50.0`. */
    readonly decimalLimits: boolean
    /** The first digit of the third group of X-Request-Id. */
    readonly requestIdVersion: string
  }
  /** How many GETs of contacts a trial account may make a minute; null without a smaller limit. */
  readonly trialContacts: number | null
}

export const YEARS = [2022, 2024, 2026] as const
export type Year = (typeof YEARS)[number]

/** A field that every account of a generation has. */
export interface DefaultField {
  readonly name: string
  readonly label: string
  readonly position: number
  /** `default_` and the name when absent. */
  readonly type?: string
  readonly choices?: 'languages' | 'time zones' | readonly string[]
  /** The switches that are on. */
  readonly on?: readonly string[]
}
