import type { ComponentChildren } from 'preact'
import { Button } from './button'
import { Dialog } from './dialog'

interface QuestionProps {
  title: string
  children: ComponentChildren
  /** The words of the button that goes on. */
  action: string
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that cannot be taken back, or that loses data. */
export function Question({ title, children, action, onConfirm, onClose }: QuestionProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <div class="dialog-buttons">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="danger" onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  )
}
