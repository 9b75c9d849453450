import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { admin } from '../../api/admin'
import type { Integration, Source } from '../../api/types'
import { useResource } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { PageHeader } from '../../parts/page-header'
import { EmptyState, ErrorState } from '../../parts/state'
import { AddSource } from './add-source'
import { SourceRow } from './source-row'
import './sources.css'

/** The sites and apps that send events. `?new` opens the form of a new source. */
export function Sources(_: { rest: string[] }) {
  const { query } = useLocation()
  const [isAdding, setAdding] = useState('new' in query)
  const { value, error, reload } = useResource('sources', () => admin.sources())
  const integrations = useResource('integrations', () => admin.integrations()).value?.integrations ?? []
  const sources = value?.sources
  return (
    <>
      <PageHeader title="Sources">
        <Button kind="main" onClick={() => setAdding(true)}>
          Add a source
        </Button>
      </PageHeader>
      {!sources && error && <ErrorState error={error} onRetry={reload} />}
      {sources?.length === 0 && (
        <EmptyState title="Add the first source">
          <p>A source is a site or an app that sends events. It gets a write key, and you can limit its origins.</p>
          <Button kind="main" onClick={() => setAdding(true)}>
            Add a source
          </Button>
        </EmptyState>
      )}
      {sources && sources.length > 0 && (
        <ul class="source-list">
          {sources.map(source => (
            <SourceRow key={source.name} source={source} usedBy={findUsers(source, integrations)} onChanged={reload} />
          ))}
        </ul>
      )}
      {isAdding && <AddSource onAdded={reload} onClose={() => setAdding(false)} />}
    </>
  )
}

const findUsers = ({ name }: Source, integrations: Integration[]) =>
  integrations.filter(({ sources }) => sources.includes(name)).map(integration => integration.name)
