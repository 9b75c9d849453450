import { IntegrationList } from './integration-list'
import { IntegrationPage } from './integration-page'
import { NewIntegration } from './new-integration'

/** The list, the form of a new integration, or one integration. */
export function Integrations({ rest: [name] }: { rest: string[] }) {
  if (name === undefined) return <IntegrationList />
  if (name === 'new') return <NewIntegration />
  return <IntegrationPage key={name} name={name} />
}
