import { useId } from 'preact/hooks'
import './field.css'

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  description?: string | undefined
  /** What is wrong with the value, as a sentence. */
  problem?: string | null
  type?: 'text' | 'password' | 'search' | 'number' | 'email'
  placeholder?: string
  isRequired?: boolean
  isDisabled?: boolean
  autoFocus?: boolean
}

export function TextField(props: TextFieldProps) {
  const id = useId()
  const { label, value, onChange, description, problem, type = 'text', placeholder, isRequired, isDisabled } = props
  const notes = [description && `${id}-description`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {description && (
        <p id={`${id}-description`} class="field-description">
          {description}
        </p>
      )}
      <input
        id={id}
        // The types of Preact join each type to its own attributes.
        type={type as 'text'}
        value={value}
        placeholder={placeholder}
        required={isRequired}
        disabled={isDisabled}
        // biome-ignore lint/a11y/noAutofocus: only the login uses it, which has nothing else.
        autoFocus={props.autoFocus}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={notes || undefined}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {problem && (
        <p id={`${id}-problem`} class="field-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
