import type { Generation } from './generation'

/** Returns first_name and last_name of a contact. The generation says where to cut the name. */
export function splitName(name: string, { names }: Generation): [first: string, last: string | null] {
  const space = names.cutAt === 'first space' ? name.indexOf(' ') : name.lastIndexOf(' ')
  return space < 0 ? [name, names.noLastName] : [name.slice(0, space), name.slice(space + 1)]
}

/** Returns the text by which accounts of this generation sort their lists of contacts. */
export function toSortKey(name: string, generation: Generation): string {
  const sorted = generation.names.sortedBy === 'first name' ? splitName(name, generation)[0] : name
  return sorted.toLowerCase()
}
