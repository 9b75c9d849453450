import type { Integration } from '../../api/types'

/** The state of an integration in words. `kind` chooses the colour, and `sign` replaces it. */
export interface DeliveryState {
  kind: 'delivered' | 'retrying' | 'dead' | 'dropped' | 'waiting'
  sign: string
  label: string
  sentence: string
}

type Seen = Pick<Integration, 'enabled' | 'paused' | 'paused_until' | 'pause_reason' | 'delivering' | 'waiting'>

const PAUSE_REASONS: Readonly<Record<string, string>> = {
  'rate-limit': 'the rate limit of the account is used up',
  outage: 'Freshdesk fails or does not answer',
  refused: 'the account refuses the key or the address',
}

export function toDeliveryState(integration: Seen): DeliveryState {
  const { enabled, paused, paused_until, pause_reason, delivering, waiting } = integration
  if (!enabled) {
    return { kind: 'dropped', sign: '–', label: 'Off', sentence: 'Off: events that arrive are dropped.' }
  }
  if (paused) {
    return { kind: 'retrying', sign: '‖', label: 'Paused', sentence: 'Paused: events wait until you resume.' }
  }
  if (paused_until) {
    // The clock of the list of events: 24 hours, in the reader's zone.
    const time = new Date(paused_until).toLocaleTimeString('en-GB', { timeStyle: 'short' })
    const reason = pause_reason ? `, because ${PAUSE_REASONS[pause_reason] ?? pause_reason}` : ''
    const kind = pause_reason === 'refused' ? 'dead' : 'retrying'
    return { kind, sign: '‖', label: 'Paused', sentence: `Paused until ${time}${reason}.`.replace('..', '.') }
  }
  if (delivering) return { kind: 'delivered', sign: '✓', label: 'Delivering', sentence: toQueue(waiting) }
  return { kind: 'waiting', sign: '…', label: 'Starting', sentence: 'No worker has this integration yet.' }
}

function toQueue(waiting: number): string {
  if (waiting === 0) return 'No event waits.'
  return waiting === 1 ? '1 event waits.' : `${waiting.toLocaleString('en')} events wait.`
}
