import { useLocation } from 'preact-iso'
import type { Destination, Integration, Source } from '../../api/types'
import { PageHeader } from '../../parts/page-header'
import { ConflictNotice } from './conflict-notice'
import { toDeliveryState } from './delivery-state'
import { History } from './history'
import { LeaveGuard } from './leave-guard'
import { MappingEditor } from './mapping-editor'
import { SaveBar } from './save-bar'
import { SettingsEditor } from './settings-editor'
import { StateBadge } from './state-badge'
import { StateButtons } from './state-buttons'
import { useDraft } from './use-draft'
import './integration-editor.css'

interface IntegrationEditorProps {
  destination: Destination
  /** The integration as the server has it now. */
  latest: Integration
  sources: Source[]
  onChanged: () => void
  onSourceAdded: () => void
}

const TABS = [
  { tab: 'mapping', title: 'Mapping' },
  { tab: 'settings', title: 'Settings' },
  { tab: 'history', title: 'History' },
] as const

/** The page of one integration. Its tabs share one draft. */
export function IntegrationEditor(props: IntegrationEditorProps) {
  const { destination, latest, sources, onChanged, onSourceAdded } = props
  const { query } = useLocation()
  const state = useDraft(destination, latest, onChanged)
  const tab = TABS.find(known => known.tab === query.tab)?.tab ?? 'mapping'
  const { name } = latest
  const address = `/integrations/${encodeURIComponent(name)}`
  return (
    <div class="integration-editor">
      <LeaveGuard isDirty={state.changes.length > 0} />
      <PageHeader title={name}>
        <a class="button" href={`/events?integration=${encodeURIComponent(name)}`}>
          Events
        </a>
        <a class="button" href="/test-event">
          Send a test event
        </a>
        <StateButtons integration={latest} onChanged={onChanged} />
      </PageHeader>
      <p class="integration-editor-state">
        <StateBadge integration={latest} />
        <span class="data">{toDeliveryState(latest).sentence}</span>
      </p>
      <nav class="integration-tabs" aria-label={`Parts of ${name}`}>
        {TABS.map(({ tab: other, title }) => (
          <a key={other} href={`${address}?tab=${other}`} aria-current={other === tab ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      {state.isConflict && <ConflictNotice latest={latest} state={state} />}
      <div class="integration-editor-part">
        {tab === 'mapping' && <MappingEditor destination={destination} state={state} />}
        {tab === 'settings' && (
          <SettingsEditor destination={destination} state={state} sources={sources} onSourceAdded={onSourceAdded} />
        )}
        {tab === 'history' && (
          <History
            destination={destination}
            integration={latest}
            hasDraft={state.changes.length > 0}
            onChanged={onChanged}
          />
        )}
      </div>
      {state.changes.length > 0 && !state.isConflict && <SaveBar destination={destination} state={state} />}
    </div>
  )
}
