import type { Integration, Source } from '../../api/types'

/** What the server has already. */
export interface Progress {
  sources: readonly Source[]
  integrations: readonly Integration[]
  /** True when an event was delivered. */
  hasDelivered: boolean
}

export type StepNumber = 1 | 2 | 3

/** The first step that is not done; null when an event was delivered. */
export function findCurrentStep({ sources, integrations, hasDelivered }: Progress): StepNumber | null {
  if (!sources.some(({ enabled }) => enabled)) return 1
  if (findConnected({ sources, integrations }).length === 0) return 2
  return hasDelivered ? null : 3
}

/** The integrations that are on and take the events of a source that is on. */
export function findConnected({ sources, integrations }: Omit<Progress, 'hasDelivered'>): Integration[] {
  const on = new Set(sources.filter(({ enabled }) => enabled).map(({ name }) => name))
  return integrations.filter(integration => integration.enabled && integration.sources.some(name => on.has(name)))
}

/** The sources whose events reach an integration. Only these can show a delivery. */
export function findSendingSources({ sources, integrations }: Omit<Progress, 'hasDelivered'>): Source[] {
  const connected = findConnected({ sources, integrations })
  return sources.filter(
    ({ name, enabled }) => enabled && connected.some(integration => integration.sources.includes(name)),
  )
}
