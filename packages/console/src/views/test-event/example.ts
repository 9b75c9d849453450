/** A sign-up with marketing consent. It becomes a contact with seven fields. */
export const EXAMPLE = {
  type: 'track',
  event: 'Signed Up',
  userId: 'usr_123',
  properties: { method: 'email' },
  traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' },
  context: { consent: { marketing: true } },
}

/** Invisible characters, and those that turn the direction of the text after them. */
const INVISIBLE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** The event as the editor shows it. Invisible characters are written as escapes of JSON. */
export const toText = (event: unknown): string =>
  JSON.stringify(event, null, 2).replace(
    INVISIBLE,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
