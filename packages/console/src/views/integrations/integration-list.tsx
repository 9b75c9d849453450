import { useEffect } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { Integration } from '../../api/types'
import { useResource } from '../../api/use-resource'
import { PageHeader } from '../../parts/page-header'
import { EmptyState, ErrorState } from '../../parts/state'
import { Time } from '../../parts/time'
import { toDeliveryState } from './delivery-state'
import { StateBadge } from './state-badge'
import './integration-list.css'

/** Milliseconds between two looks at the state of the integrations. */
const POLL = 5_000

export function IntegrationList() {
  const { value, error, reload } = useResource('integrations', () => admin.integrations())
  useEffect(() => {
    const timer = setInterval(reload, POLL)
    return () => clearInterval(timer)
  }, [reload])
  const integrations = value?.integrations
  return (
    <>
      <PageHeader title="Integrations">
        <a class="button button-main" href="/integrations/new">
          Add an integration
        </a>
      </PageHeader>
      {!integrations && error && <ErrorState error={error} onRetry={reload} />}
      {integrations?.length === 0 && <FirstIntegration />}
      {integrations && integrations.length > 0 && (
        <ul class="integration-list">
          {integrations.map(integration => (
            <Row key={integration.name} integration={integration} />
          ))}
        </ul>
      )}
    </>
  )
}

function Row({ integration }: { integration: Integration }) {
  const { name, destination, settings, sources, waiting, oldest_waiting, rate_limit, is_preset } = integration
  const account = typeof settings.domain === 'string' ? settings.domain : null
  return (
    <li class="integration-row">
      <div class="integration-row-name">
        <a class="data cut" href={`/integrations/${encodeURIComponent(name)}`} title={name}>
          {name}
        </a>
        <span class="quiet data cut">
          {toTitle(destination)}
          {account && ` · ${account}`}
        </span>
      </div>
      <div class="integration-row-state">
        <StateBadge integration={integration} />
        <span class="quiet data">{toDeliveryState(integration).sentence}</span>
      </div>
      <dl class="integration-row-facts numbers">
        <div>
          <dt>Sources</dt>
          <dd class="data cut">{sources.join(', ')}</dd>
        </div>
        <div>
          <dt>Mapping</dt>
          <dd>{is_preset ? 'Default' : 'Edited'}</dd>
        </div>
        <div>
          <dt>Oldest waiting</dt>
          <dd>{waiting > 0 && oldest_waiting ? <Time at={oldest_waiting} /> : 'none'}</dd>
        </div>
        <div>
          <dt>Calls a minute</dt>
          <dd>
            {rate_limit.used_last_minute}
            {rate_limit.limit_per_minute !== null && ` of ${rate_limit.limit_per_minute}`}
          </dd>
        </div>
      </dl>
    </li>
  )
}

const FirstIntegration = () => (
  <EmptyState title="Connect Freshdesk">
    <p>
      An integration sends the events of your sources to one Freshdesk account, as contacts. You need the domain of the
      account and the API key of an agent.
    </p>
    <a class="button button-main" href="/integrations/new">
      Add Freshdesk
    </a>
  </EmptyState>
)

/** The name of a destination for people: `freshdesk` becomes `Freshdesk`. */
const toTitle = (slug: string) => slug.charAt(0).toUpperCase() + slug.slice(1)
