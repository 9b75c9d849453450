/** A sign-up with marketing consent. It becomes a contact with seven fields. */
export const EXAMPLE = {
  type: 'track',
  event: 'Signed Up',
  userId: 'usr_123',
  properties: { method: 'email' },
  traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' },
  context: { consent: { marketing: true } },
}

export const toText = (event: unknown): string => JSON.stringify(event, null, 2)
