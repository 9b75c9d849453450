import { admin } from '../../api/admin'
import { useResource } from '../../api/use-resource'
import { PageHeader } from '../../parts/page-header'
import { ErrorState } from '../../parts/state'
import { NewIntegrationForm } from './new-integration-form'

/** The page of a new integration. */
export function NewIntegration() {
  const destinations = useResource('destinations', () => admin.destinations())
  const integrations = useResource('integrations', () => admin.integrations())
  const sources = useResource('sources', () => admin.sources())
  const error = destinations.error ?? integrations.error ?? sources.error
  const destination = destinations.value?.destinations[0]
  const retry = () => {
    for (const { reload } of [destinations, integrations, sources]) reload()
  }
  return (
    <>
      <PageHeader title="Add an integration">
        <a class="button" href="/integrations">
          Cancel
        </a>
      </PageHeader>
      {destination && integrations.value && sources.value ? (
        <NewIntegrationForm
          destination={destination}
          existing={integrations.value.integrations}
          sources={sources.value.sources}
          onSourceAdded={sources.reload}
        />
      ) : (
        error && <ErrorState error={error} onRetry={retry} />
      )}
    </>
  )
}
