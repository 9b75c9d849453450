import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import './field.css'

interface FieldProps {
  label: string
  description?: string | undefined
  /** What is wrong with the value, as a sentence. */
  problem?: string | null | undefined
  /** Draws the control with the attributes that tie it to its label, description and problem. */
  children: (control: Control) => ComponentChildren
}

interface Control {
  id: string
  'aria-invalid': 'true' | undefined
  'aria-describedby': string | undefined
}

/** A control with its label, its description and its problem. */
export function Field({ label, description, problem, children }: FieldProps) {
  const id = useId()
  const notes = [description && `${id}-description`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {description && (
        <p id={`${id}-description`} class="field-description">
          {description}
        </p>
      )}
      {children({ id, 'aria-invalid': problem ? 'true' : undefined, 'aria-describedby': notes || undefined })}
      {problem && (
        <p id={`${id}-problem`} class="field-problem data" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
