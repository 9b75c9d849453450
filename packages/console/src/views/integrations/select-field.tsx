import { useId } from 'preact/hooks'
import '../../parts/field.css'

interface SelectFieldProps {
  label: string
  value: string
  choices: ReadonlyArray<{ value: string; label: string }>
  onChange: (value: string) => void
  description?: string
}

export function SelectField({ label, value, choices, onChange, description }: SelectFieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {description && (
        <p id={`${id}-description`} class="field-description">
          {description}
        </p>
      )}
      <select
        id={id}
        value={value}
        aria-describedby={description ? `${id}-description` : undefined}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {choices.map(choice => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}
