import { useState } from 'preact/hooks'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { toCount, toPlural } from '../events/format'
import type { ReplayPlan } from './replay-plan'

interface ReplayDialogProps {
  plan: ReplayPlan
  onClose: () => void
  /** `skip`: leave out the events with a newer delivered value. */
  onConfirm: (skip: boolean) => void
}

/** Says how many events are replayed, and warns of older values that would come back. */
export function ReplayDialog({ plan, onClose, onConfirm }: ReplayDialogProps) {
  const { count, superseded } = plan
  const [skip, setSkip] = useState(superseded > 0 && superseded < count)
  const chosen = skip ? count - superseded : count
  return (
    <Dialog title={`Replay ${toPlural(count, 'event')}?`} onClose={onClose}>
      <p>
        The events go to the end of the queue, oldest first, and are delivered with the present settings and mapping.
      </p>
      {superseded > 0 && (
        <div class="dead-letters-warning">
          <p>
            <strong>
              {superseded === count && count === 1
                ? 'A newer value of this person was delivered since.'
                : `For ${toPlural(superseded, 'event')}, a newer value of the person was delivered since.`}
            </strong>{' '}
            A replay can overwrite these contacts in Freshdesk with older values.
          </p>
          {count > 1 && (
            <label>
              <input type="checkbox" checked={skip} onChange={({ currentTarget }) => setSkip(currentTarget.checked)} />
              Skip {superseded === count ? 'them' : `these ${toCount(superseded)}`}
            </label>
          )}
        </div>
      )}
      <div class="dialog-buttons">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="main" isDisabled={chosen === 0} onClick={() => onConfirm(skip)}>
          Replay {toPlural(chosen, 'event')}
        </Button>
      </div>
    </Dialog>
  )
}
