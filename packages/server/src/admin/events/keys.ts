/** The prefixes of identifiers, as the host makes them. */
const PREFIXES = ['user', 'email', 'phone', 'anonymous']

/** Every identifier that a person may mean: with its prefix, or without it. */
export function toKeys(person: string): string[] {
  const text = person.trim()
  if (PREFIXES.some(prefix => text.startsWith(`${prefix}:`))) {
    return text.startsWith('email:') ? [text, text.toLowerCase()] : [text]
  }
  const digits = text.replace(/\D/g, '')
  return [
    `user:${text}`,
    `email:${text.toLowerCase()}`,
    `anonymous:${text}`,
    ...(/^[\d\s()+./-]+$/.test(text) && digits ? [`phone:${digits}`] : []),
  ]
}
