import type { Agent } from '../../store/records'
import type { Call, Resource } from '../call'
import { ok, type Reply } from '../reply'

/** /agents/me, the call that needs no more than a valid key. */
export const agents: Resource = {
  me: { GET: { handle: me } },
}

function me({ account, agent }: Call): Reply {
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
