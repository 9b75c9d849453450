/** A Freshdesk account, real or mock, that the contract tests use. */
export interface Account {
  name: string
  /**
   * Called when the tests run, so that a server can start first. The URL has no path, such as
   * https://acme.freshdesk.com
   */
  url: () => string
  /** The key of an agent who may write contacts. */
  apiKey: string
  abilities?: Abilities
}

/**
 * The abilities that only some accounts have. A test is skipped when the account lacks its ability.
 */
export interface Abilities {
  /**
   * The account belongs to these tests. They may create companies, fields and agents, and a search
   * finds new contacts at once.
   */
  ownAccount?: true
  /** The age of the account: its keys, headers and limits are those recorded in that year. */
  generation?: 2022 | 2024 | 2026
  /** The key of an agent who may read contacts but not change them. */
  readOnlyKey?: string
  /** An agent, as the holder of an e-mail address. */
  otherAgent?: Holder
  /** A contact marked as spam. */
  spamContact?: Holder
  /** A host name of the same server that no account has. */
  unknownHost?: string
  /** Plain http on this host is sent on to https. */
  onlyHttps?: true
  /** Another account, that has no custom fields. */
  accountWithoutFields?: () => Promise<Account>
  /** Another account, of this plan, whose rate-limit window has not begun. */
  accountOfPlan?: (plan: string) => Promise<LimitedAccount>
  /** Makes the next request fail with this status. */
  failNext?: (status: number) => Promise<void>
}

interface Holder {
  id: number
  email: string
}

export interface LimitedAccount extends Account {
  /** The key of a second agent. */
  otherKey: string
  /** Lets time pass for this account, which otherwise stands still. */
  pass: (seconds: number) => Promise<void>
}
