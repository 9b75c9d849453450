import type { Destination, Source } from '../../api/types'
import { ConnectionTest } from './connection-test'
import { DeliveryFields } from './delivery-fields'
import { SettingFields } from './setting-fields'
import { toSettings } from './setting-form'
import { SourceChoice } from './source-choice'
import type { DraftState } from './use-draft'
import './form.css'

interface SettingsEditorProps {
  destination: Destination
  state: DraftState
  sources: Source[]
  onSourceAdded: () => void
}

export function SettingsEditor({ destination, state, sources, onSourceAdded }: SettingsEditorProps) {
  const { base, draft, problems, change } = state
  return (
    <div class="integration-form">
      <section class="integration-form-part">
        <div class="integration-form-intro">
          <h2>Account</h2>
          <p class="quiet">{destination.description}</p>
          {base.managed_by === 'file' && (
            <p class="quiet">
              This integration comes from the configuration file. After a change here, the console manages it, and the
              file does not change it any more.
            </p>
          )}
        </div>
        <div class="integration-form-fields">
          <SettingFields
            destination={destination}
            form={draft.settings}
            stored={base}
            problems={problems}
            onChange={settings => change({ settings })}
          >
            <ConnectionTest name={base.name} settings={toSettings(destination, draft.settings)} />
          </SettingFields>
        </div>
      </section>
      <section class="integration-form-part">
        <div class="integration-form-intro">
          <h2>Events</h2>
          <p class="quiet">Where the events come from. The tab Mapping has their names and values.</p>
        </div>
        <SourceChoice
          sources={sources}
          chosen={draft.sources}
          problem={problems.sources ?? null}
          onChange={chosen => change({ sources: chosen })}
          onAdded={onSourceAdded}
        />
      </section>
      <section class="integration-form-part">
        <div class="integration-form-intro">
          <h2>Consent and pace</h2>
          <p class="quiet">The defaults fit most accounts.</p>
        </div>
        <DeliveryFields draft={draft} problems={problems} onChange={change} />
      </section>
    </div>
  )
}
