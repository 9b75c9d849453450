import { Field } from './field'

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
  const { label, value, onChange, description, problem, type = 'text', placeholder, isRequired, isDisabled } = props
  return (
    <Field label={label} description={description} problem={problem}>
      {control => (
        <input
          {...control}
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
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </Field>
  )
}
