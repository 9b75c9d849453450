import type { Trigger } from './trigger'

/** The sign-up of the documentation. */
const SIGN_UP = {
  type: 'track',
  event: 'Signed Up',
  userId: 'usr_123',
  properties: { method: 'email' },
  traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' },
  context: { consent: { marketing: true } },
}

/** The example of the documentation, as an event that starts the action. */
export function toExampleEvent(trigger: Trigger): Record<string, unknown> {
  if (trigger.kind === 'names') return { ...SIGN_UP, event: trigger.names[0] ?? SIGN_UP.event }
  if (trigger.kind === 'query' || trigger.type === 'track') return SIGN_UP
  const { event: _, properties: __, ...rest } = SIGN_UP
  return { ...rest, type: trigger.type }
}
