import { Field } from '../../parts/field'

interface OriginsFieldProps {
  value: string
  onChange: (value: string) => void
  problem: string | null
}

const DESCRIPTION =
  'The sites whose pages may send with this key, one a line, such as https://shop.example. Empty: every site.'

export const OriginsField = ({ value, onChange, problem }: OriginsFieldProps) => (
  <Field label="Allowed origins" description={DESCRIPTION} problem={problem}>
    {control => (
      <textarea
        {...control}
        class="mono"
        rows={3}
        value={value}
        spellcheck={false}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    )}
  </Field>
)
