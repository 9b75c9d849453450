import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { EventSummary } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { showToast } from '../../parts/toast'

interface ReplayEventProps {
  event: EventSummary
  onClose: () => void
  onReplayed: () => void
}

/** Asks before one event is delivered again, and warns when that brings back an older value. */
export function ReplayEvent({ event, onClose, onReplayed }: ReplayEventProps) {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const { integration, seq, superseded_by, status } = event
  const replay = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const { replayed } = await admin.replay({ integration, seqs: [seq] })
      if (replayed === 0) showToast('The event was replayed before, so nothing was replayed now.', 'problem')
      else showToast('Replayed: the event is delivered again, after the events that wait.')
      onReplayed()
      onClose()
    } catch (error) {
      setProblem(toApiError(error).message)
      setBusy(false)
    }
  }
  return (
    <Dialog title="Replay 1 event?" onClose={onClose}>
      <p>The event goes to the end of the queue and is delivered with the present mapping and settings.</p>
      {superseded_by !== null && (
        <p class="event-warning">
          <strong>A newer value was delivered since.</strong> Event {superseded_by} of the same person is newer. This
          replay can overwrite its values in Freshdesk with older ones.
        </p>
      )}
      {status === 'delivered' && <p class="event-warning">The event was delivered already.</p>}
      {problem && (
        <p class="field-problem data" role="alert">
          {problem}
        </p>
      )}
      <div class="dialog-buttons">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="main" isBusy={isBusy} onClick={() => void replay()}>
          {superseded_by === null ? 'Replay 1 event' : 'Replay 1 event all the same'}
        </Button>
      </div>
    </Dialog>
  )
}
