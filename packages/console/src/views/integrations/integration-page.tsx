import { useEffect } from 'preact/hooks'
import { admin } from '../../api/admin'
import { useResource } from '../../api/use-resource'
import { PageHeader } from '../../parts/page-header'
import { ErrorState } from '../../parts/state'
import { IntegrationEditor } from './integration-editor'

/** Milliseconds between two looks at the state of the integration. */
const POLL = 5_000

/** One integration: its state, settings, mapping and history. */
export function IntegrationPage({ name }: { name: string }) {
  const destinations = useResource('destinations', () => admin.destinations())
  const integration = useResource(name, () => admin.integration(name))
  const sources = useResource('sources', () => admin.sources())
  const { reload } = integration
  useEffect(() => {
    const timer = setInterval(reload, POLL)
    return () => clearInterval(timer)
  }, [reload])
  const error = integration.value ? (destinations.error ?? sources.error) : integration.error
  const destination = destinations.value?.destinations.find(({ slug }) => slug === integration.value?.destination)
  if (destination && integration.value && sources.value) {
    return (
      <IntegrationEditor
        destination={destination}
        latest={integration.value}
        sources={sources.value.sources}
        onChanged={reload}
        onSourceAdded={sources.reload}
      />
    )
  }
  return (
    <>
      <PageHeader title={name.slice(0, 64)}>
        <a class="button" href="/integrations">
          All integrations
        </a>
      </PageHeader>
      {error && <ErrorState error={error} onRetry={reload} />}
    </>
  )
}
