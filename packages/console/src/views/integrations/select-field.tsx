import { Field } from '../../parts/field'

interface SelectFieldProps {
  label: string
  value: string
  choices: ReadonlyArray<{ value: string; label: string }>
  onChange: (value: string) => void
  description?: string
}

export const SelectField = ({ label, value, choices, onChange, description }: SelectFieldProps) => (
  <Field label={label} description={description}>
    {control => (
      <select {...control} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {choices.map(choice => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    )}
  </Field>
)
