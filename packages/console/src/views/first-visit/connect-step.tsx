import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { Destination } from '../../api/types'
import { toApiError, useResource } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { ErrorState } from '../../parts/state'
import { ConnectionTest } from '../integrations/connection-test'
import type { Problems } from '../integrations/draft'
import { findFreeName } from '../integrations/integration-name'
import { SettingFields } from '../integrations/setting-fields'
import { findSettingProblems, toSettingForm, toSettings } from '../integrations/setting-form'
import { toProblem } from '../integrations/to-problem'

interface ConnectStepProps {
  /** The sources whose events go to the new integration. */
  sources: string[]
  /** The names of integrations that exist. */
  taken: string[]
  onAdded: () => void
}

/** Step 2: the settings of the first destination, which gets the preset Default. */
export function ConnectStep(props: ConnectStepProps) {
  const { value, error, reload } = useResource('destinations', () => admin.destinations())
  const destination = value?.destinations[0]
  if (destination) return <ConnectForm destination={destination} {...props} />
  return error && <ErrorState error={error} onRetry={reload} />
}

function ConnectForm({ destination, sources, taken, onAdded }: ConnectStepProps & { destination: Destination }) {
  const [form, setForm] = useState(() => toSettingForm(destination))
  const [problems, setProblems] = useState<Problems>({})
  const [isBusy, setBusy] = useState(false)
  const settings = toSettings(destination, form)
  const submit = async (event: Event) => {
    event.preventDefault()
    const found = Object.entries(findSettingProblems(destination, form))
    setProblems(Object.fromEntries(found.map(([key, problem]) => [`settings.${key}`, problem])))
    if (found.length > 0) return
    setBusy(true)
    try {
      const name = findFreeName(destination.slug, taken)
      await admin.addIntegration({ name, destination: destination.slug, sources, settings })
      onAdded()
    } catch (error) {
      setProblems(toProblem(destination, toApiError(error)))
      setBusy(false)
    }
  }
  const { form: formProblem, ...fieldProblems } = problems
  const otherProblem = formProblem ?? fieldProblems.name ?? fieldProblems.sources
  return (
    <form class="first-visit-form" noValidate onSubmit={submit}>
      <SettingFields destination={destination} form={form} problems={fieldProblems} onChange={setForm}>
        <ConnectionTest settings={settings} />
      </SettingFields>
      <p class="quiet">
        The preset Default maps your events. Events go out only with marketing consent. You can change both later.
      </p>
      {otherProblem && (
        <p class="field-problem data" role="alert">
          {otherProblem}
        </p>
      )}
      <Button kind="main" type="submit" isBusy={isBusy}>
        Connect {destination.name}
      </Button>
    </form>
  )
}
