import type { Agent } from '../../store/records'
import { ok, type Result } from '../result'
import type { Call, Resource } from '../route'

/** /agents/me needs a valid key and nothing more: clients check credentials by it. */
export const agents: Resource = {
  schemas: () => require('./schemas'),
  routes: {
    'GET /api/v2/agents/me': {
      summary: 'View the agent whose key it is',
      responses: { 200: 'Agent' },
      handle: viewMe,
    },
  },
}

function viewMe({ account, agent }: Call): Result {
  return ok(JSON.stringify({ ...agentJson(agent), updated_at: account.clock.timestamp() }))
}

export function agentJson(agent: Agent) {
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
      time_zone: 'Eastern Time (US & Canada)',
      created_at,
      updated_at,
      last_login_at: updated_at,
    },
    created_at,
    updated_at,
    type: 'support_agent',
  }
}
