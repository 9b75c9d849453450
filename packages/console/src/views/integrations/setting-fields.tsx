import type { ComponentChildren } from 'preact'
import type { Destination, Integration, SettingField } from '../../api/types'
import { TextField } from '../../parts/text-field'
import type { Problems } from './draft'
import { SecretField } from './secret-field'
import { SelectField } from './select-field'
import { needsSecret, type SettingForm } from './setting-form'
import './setting-fields.css'

interface SettingFieldsProps {
  destination: Destination
  form: SettingForm
  /** The integration that is edited; absent for a new one. */
  stored?: Integration
  problems: Problems
  onChange: (form: SettingForm) => void
  /** Shown between the required and the optional settings. */
  children?: ComponentChildren
}

/** The form of a destination, drawn from the settings that the plugin declares. */
export function SettingFields(props: SettingFieldsProps) {
  const required = props.destination.settings.filter(setting => setting.required)
  const optional = props.destination.settings.filter(setting => !setting.required)
  const hasProblem = optional.some(({ key }) => props.problems[`settings.${key}`])
  return (
    <div class="setting-fields">
      {required.map(setting => (
        <Setting key={setting.key} {...props} setting={setting} />
      ))}
      {props.children}
      {optional.length > 0 && (
        <details class="setting-fields-more" open={hasProblem || undefined}>
          <summary>More settings ({optional.length})</summary>
          {optional.map(setting => (
            <Setting key={setting.key} {...props} setting={setting} />
          ))}
        </details>
      )}
    </div>
  )
}

function Setting(props: SettingFieldsProps & { setting: SettingField }) {
  const { setting, form, stored, problems, onChange } = props
  const { key, label, description, secret, choices, type, required } = setting
  const problem = problems[`settings.${key}`] ?? null
  if (secret) {
    const isStored = stored?.secrets[key]?.is_set === true
    const typed = form.secrets[key] ?? (needsSecret(key, form, stored) ? '' : null)
    const setTyped = (text: string | null) => {
      const { [key]: _, ...others } = form.secrets
      onChange({ ...form, secrets: text === null ? others : { ...others, [key]: text } })
    }
    const canKeep = isStored && !needsSecret(key, form, stored)
    return (
      <SecretField
        label={label}
        description={description}
        typed={typed}
        isStored={canKeep}
        problem={problem}
        onChange={setTyped}
      />
    )
  }
  const value = form.values[key] ?? ''
  const setValue = (text: string) => onChange({ ...form, values: { ...form.values, [key]: text } })
  if (choices || type === 'boolean') {
    const options = choices ?? YES_NO
    const fallback = setting.default === undefined ? options[0]?.value : String(setting.default)
    return (
      <SelectField
        label={label}
        description={description}
        value={value || (fallback ?? '')}
        choices={options}
        onChange={setValue}
      />
    )
  }
  return (
    <TextField
      label={label}
      description={description}
      value={value}
      onChange={setValue}
      problem={problem}
      isRequired={required}
    />
  )
}

const YES_NO = [
  { value: 'false', label: 'No' },
  { value: 'true', label: 'Yes' },
]
