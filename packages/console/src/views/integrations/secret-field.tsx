import { useId } from 'preact/hooks'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/text-field'

interface SecretFieldProps {
  label: string
  description: string
  /** Null while the stored secret stays. */
  typed: string | null
  isStored: boolean
  problem: string | null
  onChange: (typed: string | null) => void
}

/** A secret that can be replaced and never be read: the server does not send it back. */
export function SecretField({ label, description, typed, isStored, problem, onChange }: SecretFieldProps) {
  const id = useId()
  if (isStored && typed === null) {
    return (
      <div class="field">
        <span id={id} class="field-name">
          {label}
        </span>
        <div class="secret-field">
          <span class="secret-field-set">
            <span aria-hidden="true">✓ </span>A key is set. It is never shown.
          </span>
          <Button onClick={() => onChange('')} label={`Replace the ${label}`}>
            Replace
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div class="secret-field-typed">
      <TextField
        label={label}
        description={description}
        type="password"
        value={typed ?? ''}
        onChange={onChange}
        problem={problem}
        isRequired
      />
      {isStored && (
        <Button kind="quiet" onClick={() => onChange(null)}>
          Keep the stored key
        </Button>
      )}
    </div>
  )
}
