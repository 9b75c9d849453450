import type { Generation } from '../../generations/generation'
import { agentCollection } from '../../store/collections/agents'
import type { Agent } from '../../store/records'
import { type FieldError, validationFailed } from '../errors'
import { PAGINATION, pageResult, parsePagination } from '../pagination'
import { NOT_FOUND, ok, type Result } from '../result'
import type { Call, Resource } from '../route'

/** /agents/me needs a valid key and nothing more: clients check credentials by it. */
export const agents: Resource = {
  collection: agentCollection,
  schemas: () => require('./schemas'),
  routes: {
    'GET /api/v2/agents': {
      summary: 'List agents by id',
      query: { ...PAGINATION, email: { type: 'string' }, mobile: { type: 'string' }, phone: { type: 'string' } },
      responses: { 200: { listOf: 'Agent' } },
      handle: listAgents,
    },
    'GET /api/v2/agents/me': {
      summary: 'View the agent whose key it is',
      responses: { 200: 'Agent' },
      handle: viewMe,
    },
    'GET /api/v2/agents/:id': {
      summary: 'View an agent',
      responses: { 200: 'Agent' },
      handle: viewAgent,
    },
  },
}

const FILTERS = ['email', 'mobile', 'phone'] as const

function listAgents(call: Call): Result {
  const { account, query } = call
  const errors: FieldError[] = []
  const pagination = parsePagination(call, errors)
  if (errors.length > 0) return validationFailed(errors)
  const fits = (agent: Agent) =>
    FILTERS.every(name => !query.has(name) || agent[name]?.toLowerCase() === query.get(name)?.toLowerCase())
  const found = [...account.store.agents.rows.values()].filter(fits).sort((a, b) => a.id - b.id)
  const { offset, perPage } = pagination
  return pageResult(call, pagination, found.slice(offset, offset + perPage + 1), agent =>
    JSON.stringify(agentJson(agent, account.generation)),
  )
}

function viewAgent({ account, id }: Call): Result {
  const agent = account.store.agents.get(id)
  return agent ? ok(JSON.stringify(agentJson(agent, account.generation))) : NOT_FOUND
}

function viewMe({ account, agent }: Call): Result {
  return ok(JSON.stringify({ ...agentJson(agent, account.generation), updated_at: account.clock.timestamp() }))
}

export function agentJson(agent: Agent, { timeZone }: Generation) {
  const { id, created_at, updated_at } = agent
  return {
    available: false,
    occasional: false,
    id,
    ticket_scope: 1,
    signature: null,
    group_ids: [],
    role_ids: [agent.read_only ? 72_000_120_002 : 72_000_120_001],
    skill_ids: [],
    available_since: null,
    contact: {
      active: true,
      email: agent.email,
      job_title: agent.job_title,
      language: 'en',
      mobile: agent.mobile,
      name: agent.name,
      phone: agent.phone,
      time_zone: timeZone,
      created_at,
      updated_at,
      last_login_at: updated_at,
    },
    created_at,
    updated_at,
    type: 'support_agent',
  }
}
