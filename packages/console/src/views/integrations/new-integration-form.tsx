import { useMemo, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { admin } from '../../api/admin'
import type { Destination, Integration, Source } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/text-field'
import { showToast } from '../../parts/toast'
import { ConnectionTest } from './connection-test'
import { DeliveryFields } from './delivery-fields'
import { type Draft, findProblems, type Problems, toBody } from './draft'
import { findFreeName, findNameProblem } from './integration-name'
import { LeaveGuard } from './leave-guard'
import { PresetChoice } from './preset-choice'
import { SettingFields } from './setting-fields'
import { toSettingForm, toSettings } from './setting-form'
import { SourceChoice } from './source-choice'
import { toProblem } from './to-problem'
import './form.css'

interface NewIntegrationFormProps {
  destination: Destination
  existing: Integration[]
  sources: Source[]
  onSourceAdded: () => void
}

/** The form of a new integration: name, sources, settings, preset, delivery. */
export function NewIntegrationForm({ destination, existing, sources, onSourceAdded }: NewIntegrationFormProps) {
  const { route } = useLocation()
  const taken = useMemo(() => existing.map(integration => integration.name), [existing])
  const [name, setName] = useState(() => findFreeName(destination.slug, taken))
  const [draft, setDraft] = useState<Draft>(() => toNewDraft(destination, sources))
  const [isTouched, setTouched] = useState(false)
  const [isSubmitted, setSubmitted] = useState(false)
  const [refused, setRefused] = useState<Problems>({})
  const [isBusy, setBusy] = useState(false)
  const nameProblem = findNameProblem(name, taken)
  const found: Problems = { ...(nameProblem && { name: nameProblem }), ...findProblems(destination, draft) }
  const problems = isSubmitted ? { ...refused, ...found } : refused
  const change = (part: Partial<Draft>) => {
    setTouched(true)
    setRefused({})
    setDraft(old => ({ ...old, ...part }))
  }

  const submit = async (event: Event) => {
    event.preventDefault()
    setSubmitted(true)
    if (Object.keys(found).length > 0) return focusProblem()
    setBusy(true)
    const { subscriptions: _, ...body } = toBody(destination, draft)
    try {
      await admin.addIntegration({ name: name.trim(), destination: destination.slug, ...body })
      showToast(`${name} is deployed. New events go to ${destination.name}.`)
      setTouched(false)
      route(`/integrations/${encodeURIComponent(name.trim())}`)
    } catch (error) {
      setBusy(false)
      setRefused(toProblem(destination, toApiError(error)))
      focusProblem()
    }
  }

  return (
    <form class="integration-form" noValidate onSubmit={submit}>
      <LeaveGuard isDirty={isTouched} />
      <section class="integration-form-part">
        <div class="integration-form-intro">
          <h2>{destination.name}</h2>
          <p class="quiet">{destination.description}</p>
        </div>
        <div class="integration-form-fields">
          <TextField
            label="Name"
            description="The name of this integration here. It cannot change later."
            value={name}
            onChange={text => {
              setTouched(true)
              setName(text)
            }}
            problem={problems.name ?? null}
            isRequired
          />
          <SettingFields
            destination={destination}
            form={draft.settings}
            problems={problems}
            onChange={settings => change({ settings })}
          >
            <ConnectionTest settings={toSettings(destination, draft.settings)} />
          </SettingFields>
        </div>
      </section>
      <section class="integration-form-part">
        <div class="integration-form-intro">
          <h2>Events</h2>
          <p class="quiet">Which events go to {destination.name}, and where each value comes from.</p>
        </div>
        <div class="integration-form-fields">
          <SourceChoice
            sources={sources}
            chosen={draft.sources}
            problem={problems.sources ?? null}
            onChange={chosen => change({ sources: chosen })}
            onAdded={onSourceAdded}
          />
          <PresetChoice destination={destination} />
        </div>
      </section>
      <section class="integration-form-part">
        <div class="integration-form-intro">
          <h2>Consent and pace</h2>
          <p class="quiet">The defaults fit most accounts.</p>
        </div>
        <DeliveryFields draft={draft} problems={problems} onChange={change} />
      </section>
      <div class="integration-form-end">
        {problems.form && (
          <p class="field-problem data" role="alert">
            {problems.form}
          </p>
        )}
        <Button kind="main" type="submit" isBusy={isBusy}>
          Save and deploy
        </Button>
      </div>
    </form>
  )
}

function toNewDraft(destination: Destination, sources: Source[]): Draft {
  return {
    sources: sources.length === 1 ? sources.map(({ name }) => name) : [],
    settings: toSettingForm(destination),
    actions: [],
    consent: 'marketing',
    rate: '',
    share: '',
  }
}

/** Leads a person who pressed "Save" to the first field that stops it. */
function focusProblem(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
