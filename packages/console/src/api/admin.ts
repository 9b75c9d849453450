import { request } from './request'
import type {
  DeadLetterGroup,
  Destination,
  EventDetail,
  EventFilter,
  EventPage,
  Integration,
  IntegrationChange,
  NewIntegration,
  Overview,
  Preview,
  PreviewRequest,
  ReplayRequest,
  ReplayResult,
  Revision,
  ServerInfo,
  Session,
  Source,
  SourceWithKey,
  TestConnection,
  TestEventResult,
} from './types'

const at = encodeURIComponent

/** Every request of the console, one line each. */
export const admin = {
  session: () => request<Session>('GET', '/session'),
  logIn: (token: string) => request<null>('POST', '/session', { body: { token } }),
  logOut: () => request<null>('DELETE', '/session'),
  server: () => request<ServerInfo>('GET', '/server'),

  findEvents: (filter: EventFilter, signal?: AbortSignal) =>
    request<EventPage>('GET', '/events', { query: { ...filter }, ...(signal && { signal }) }),
  findEvent: (integration: string, seq: number, signal?: AbortSignal) =>
    request<EventDetail>('GET', `/events/${at(integration)}/${seq}`, { ...(signal && { signal }) }),
  sendTestEvent: (source: string, event: unknown) =>
    request<TestEventResult>('POST', '/test-events', { body: { source, event } }),

  findDeadLetters: () => request<{ groups: DeadLetterGroup[] }>('GET', '/dead-letters'),
  replay: (body: ReplayRequest) => request<ReplayResult>('POST', '/replay', { body }),

  overview: (minutes: number, signal?: AbortSignal) =>
    request<Overview>('GET', '/overview', { query: { minutes }, ...(signal && { signal }) }),

  destinations: () => request<{ destinations: Destination[] }>('GET', '/destinations'),
  integrations: () => request<{ integrations: Integration[] }>('GET', '/integrations'),
  integration: (name: string) => request<Integration>('GET', `/integrations/${at(name)}`),
  addIntegration: (body: NewIntegration) => request<Integration>('POST', '/integrations', { body }),
  changeIntegration: (name: string, body: IntegrationChange) =>
    request<Integration>('PATCH', `/integrations/${at(name)}`, { body }),
  pause: (name: string) => request<Integration>('POST', `/integrations/${at(name)}/pause`, { body: {} }),
  resume: (name: string) => request<Integration>('POST', `/integrations/${at(name)}/resume`, { body: {} }),
  testConnection: (body: { name?: string; settings: Record<string, unknown> }) =>
    request<TestConnection>('POST', '/integrations/test-connection', { body }),
  revisions: (name: string) => request<{ revisions: Revision[] }>('GET', `/integrations/${at(name)}/revisions`),
  undo: (name: string, revision: number) =>
    request<Integration>('POST', `/integrations/${at(name)}/undo`, { body: { revision } }),
  preview: (body: PreviewRequest, signal?: AbortSignal) =>
    request<Preview>('POST', '/preview', { body, ...(signal && { signal }) }),

  sources: () => request<{ sources: Source[] }>('GET', '/sources'),
  addSource: (body: { name: string; origins?: string[] }) => request<SourceWithKey>('POST', '/sources', { body }),
  changeSource: (name: string, body: { origins?: string[]; enabled?: boolean }) =>
    request<Source>('PATCH', `/sources/${at(name)}`, { body }),
  rotateKey: (name: string) => request<{ write_key: string }>('POST', `/sources/${at(name)}/rotate-key`, { body: {} }),
}
