import type { ComponentChildren } from 'preact'
import './button.css'

interface ButtonProps {
  children: ComponentChildren
  /** One main button a view. A danger button changes or removes something for good. */
  kind?: 'main' | 'plain' | 'danger' | 'quiet'
  type?: 'button' | 'submit'
  onClick?: (event: MouseEvent) => void
  isDisabled?: boolean
  /** The work that the button started still runs. */
  isBusy?: boolean
  label?: string
}

export function Button({ children, kind = 'plain', type = 'button', onClick, isDisabled, isBusy, label }: ButtonProps) {
  return (
    <button
      type={type}
      class={`button button-${kind}`}
      onClick={onClick}
      disabled={isDisabled || isBusy}
      aria-busy={isBusy ? 'true' : undefined}
      aria-label={label}
    >
      {children}
    </button>
  )
}
