import { toDeliveryState } from './delivery-state'
import { integration } from './fixtures'

const at = new Date(2026, 10, 25, 14, 5).toISOString()

test.each([
  [{}, 'Delivering', 'No event waits.'],
  [{ waiting: 1 }, 'Delivering', '1 event waits.'],
  [{ waiting: 12_000 }, 'Delivering', '12,000 events wait.'],
  [{ delivering: false }, 'Starting', 'No worker has this integration yet.'],
  [{ paused: true }, 'Paused', 'Paused: events wait until you resume.'],
  [{ paused: true, enabled: false }, 'Off', 'Off: events that arrive are dropped.'],
  [
    { paused_until: at, pause_reason: 'rate-limit' },
    'Paused',
    'Paused until 14:05, because the rate limit of the account is used up.',
  ],
  [
    { paused_until: at, pause_reason: 'outage' },
    'Paused',
    'Paused until 14:05, because Freshdesk fails or does not answer.',
  ],
  [{ paused_until: at, pause_reason: null }, 'Paused', 'Paused until 14:05.'],
  [{ paused_until: at, pause_reason: 'A strange thing.' }, 'Paused', 'Paused until 14:05, because A strange thing.'],
])('an integration with %j is shown as %s', (state, label, sentence) => {
  expect(toDeliveryState({ ...integration, ...state })).toMatchObject({ label, sentence })
})
