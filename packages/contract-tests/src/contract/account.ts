/** A Freshdesk account, real or not, to be held to the facts. */
export interface Account {
  name: string
  /**
   * Asked when the tests run, so that a server may be started first. Without a path:
   * https://acme.freshdesk.com
   */
  url: () => string
  /** Of an agent who may write contacts. */
  apiKey: string
  abilities?: Abilities
}

/**
 * What only some accounts can show. A test that needs what an account lacks is skipped, by name.
 */
export interface Abilities {
  /**
   * The account belongs to these tests: they may make companies, fields and agents, and find at
   * once what they search.
   */
  ownAccount?: true
  /**
   * Contacts have the keys of accounts since 2024: first_name, last_name, visitor_id,
   * org_contact_id, ...
   */
  newerKeys?: true
  /** Key of an agent who may look at contacts and not change them. */
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
  /** Of another agent. */
  otherKey: string
  /** Lets time pass for this account, which otherwise stands still. */
  pass: (seconds: number) => Promise<void>
}
