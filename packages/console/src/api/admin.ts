import { client, unwrap } from './request'
import type {
  EventFilter,
  IntegrationChange,
  NewIntegration,
  NewSource,
  OverviewMinutes,
  PreviewRequest,
  ReplayRequest,
  SourceChange,
  TestConnectionRequest,
} from './types'

const V1 = '/admin/v1'

/** Every request of the console. Each throws an ApiError when it fails. */
export const admin = {
  session: () => unwrap(client.GET(`${V1}/session`)),
  logIn: (token: string) => unwrap(client.POST(`${V1}/session`, { body: { token } })),
  logOut: () => unwrap(client.DELETE(`${V1}/session`)),
  server: () => unwrap(client.GET(`${V1}/server`)),

  findEvents: (query: EventFilter, signal?: AbortSignal) =>
    unwrap(client.GET(`${V1}/events`, { params: { query }, signal })),
  findEvent: (integration: string, seq: number, signal?: AbortSignal) =>
    unwrap(
      client.GET(`${V1}/events/{integration}/{seq}`, { params: { path: { integration, seq: `${seq}` } }, signal }),
    ),
  sendTestEvent: (source: string, event: Record<string, unknown>) =>
    unwrap(client.POST(`${V1}/test-events`, { body: { source, event } })),

  findDeadLetters: () => unwrap(client.GET(`${V1}/dead-letters`)),
  replay: (body: ReplayRequest) => unwrap(client.POST(`${V1}/replay`, { body })),

  overview: (minutes: OverviewMinutes, signal?: AbortSignal) =>
    unwrap(client.GET(`${V1}/overview`, { params: { query: { minutes } }, signal })),

  destinations: () => unwrap(client.GET(`${V1}/destinations`)),
  integrations: () => unwrap(client.GET(`${V1}/integrations`)),
  integration: (name: string) => unwrap(client.GET(`${V1}/integrations/{name}`, { params: { path: { name } } })),
  addIntegration: (body: NewIntegration) => unwrap(client.POST(`${V1}/integrations`, { body })),
  changeIntegration: (name: string, body: IntegrationChange) =>
    unwrap(client.PATCH(`${V1}/integrations/{name}`, { params: { path: { name } }, body })),
  pause: (name: string) => unwrap(client.POST(`${V1}/integrations/{name}/pause`, { params: { path: { name } } })),
  resume: (name: string) => unwrap(client.POST(`${V1}/integrations/{name}/resume`, { params: { path: { name } } })),
  testConnection: (body: TestConnectionRequest) => unwrap(client.POST(`${V1}/integrations/test-connection`, { body })),
  revisions: (name: string) =>
    unwrap(client.GET(`${V1}/integrations/{name}/revisions`, { params: { path: { name } } })),
  undo: (name: string, revision: number) =>
    unwrap(client.POST(`${V1}/integrations/{name}/undo`, { params: { path: { name } }, body: { revision } })),
  preview: (body: PreviewRequest, signal?: AbortSignal) => unwrap(client.POST(`${V1}/preview`, { body, signal })),

  sources: () => unwrap(client.GET(`${V1}/sources`)),
  addSource: (body: NewSource) => unwrap(client.POST(`${V1}/sources`, { body })),
  changeSource: (name: string, body: SourceChange) =>
    unwrap(client.PATCH(`${V1}/sources/{name}`, { params: { path: { name } }, body })),
  rotateKey: (name: string) => unwrap(client.POST(`${V1}/sources/{name}/rotate-key`, { params: { path: { name } } })),
}
