import { boolean } from '../../validation/schemas'
import { Collection } from '../collection'
import type { CollectionDefinition } from '../collection-definition'
import { USER_IDS } from '../collection-definition'
import type { Agent } from '../records'
import { filled, folded, id, rows, word, words } from '../row-schemas'

export type AgentRow = Partial<Agent> & { email: string }

const seedRows = rows<AgentRow>(
  {
    id,
    name: filled,
    email: folded,
    job_title: words,
    phone: words,
    mobile: words,
    created_at: word,
    updated_at: word,
    api_key: words,
    read_only: boolean,
  },
  'email',
)

const AGENT = { name: '', job_title: null, phone: null, mobile: null, api_key: null, read_only: false }

export const agentCollection: CollectionDefinition<'agents', Agent, AgentRow, Collection<Agent>> = {
  name: 'agents',
  ids: USER_IDS,
  rows: seedRows,
  toRow: (given, { id, now }) => ({ ...AGENT, created_at: now, updated_at: now, name: given.email, ...given, id }),
  toSeedRow: row => ({ ...row }),
  secrets: ['api_key'],
  create: () => new Collection(),
}
