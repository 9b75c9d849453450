import type { Integration } from '../../api/types'
import { toDeliveryState } from './delivery-state'
import '../../parts/status.css'

/** Whether the integration delivers, with a sign, so that it can be read without colour. */
export function StateBadge({ integration }: { integration: Integration }) {
  const { kind, sign, label } = toDeliveryState(integration)
  return (
    <span class={`status status-${kind}`}>
      <span aria-hidden="true">{sign}</span>
      {label}
    </span>
  )
}
