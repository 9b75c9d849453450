import type { Status } from '../api/types'
import './status.css'

/** Each status has a sign, so that it can be read without colour. */
export const STATUSES: Readonly<Record<Status, { label: string; sign: string }>> = {
  waiting: { label: 'Waiting', sign: '…' },
  retrying: { label: 'Retrying', sign: '↻' },
  delivered: { label: 'Delivered', sign: '✓' },
  dropped: { label: 'Dropped', sign: '–' },
  dead: { label: 'Dead', sign: '✕' },
}

export function StatusBadge({ status }: { status: Status }) {
  const { label, sign } = STATUSES[status]
  return (
    <span class={`status status-${status}`}>
      <span aria-hidden="true">{sign}</span>
      {label}
    </span>
  )
}
