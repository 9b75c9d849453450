/** The rule of the server for names. */
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/u

/** Why a name cannot be given to an integration, as a sentence. Null for a good name. */
export function findNameProblem(text: string, taken: readonly string[]): string | null {
  const name = text.trim()
  if (!NAME.test(name)) return 'A name has 1 to 63 lower-case letters, digits and hyphens.'
  // The address of the form is /integrations/new.
  if (name === 'new') return 'The name "new" is reserved. Choose a different name.'
  return taken.includes(name) ? 'An integration with this name exists. Choose a different name.' : null
}

/** The wanted name, or the name with the first free number. */
export function findFreeName(wanted: string, taken: readonly string[]): string {
  let name = wanted
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted}-${number}`
  return name
}
