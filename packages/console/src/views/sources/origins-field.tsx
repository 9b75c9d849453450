import { useId } from 'preact/hooks'
import '../../parts/field.css'

interface OriginsFieldProps {
  value: string
  onChange: (value: string) => void
  problem: string | null
}

const DESCRIPTION =
  'The sites whose pages may send with this key, one a line, such as https://shop.example. Empty: every site.'

export function OriginsField({ value, onChange, problem }: OriginsFieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>Allowed origins</label>
      <p id={`${id}-description`} class="field-description">
        {DESCRIPTION}
      </p>
      <textarea
        id={id}
        class="mono"
        rows={3}
        value={value}
        spellcheck={false}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `${id}-description ${id}-problem` : `${id}-description`}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {problem && (
        <p id={`${id}-problem`} class="field-problem data" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
