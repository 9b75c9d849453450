import { getAuthor } from '../../api/request'

/**
 * The name of an author as a person wrote it. A header holds it encoded, and the server can cut it
 * inside of an encoded character, which is then left out.
 */
export function toAuthor(encoded: string): string {
  return encoded.replace(/(?:%[0-9a-f]{2})+/giu, bytes => {
    try {
      return decodeURIComponent(bytes)
    } catch {
      return ''
    }
  })
}

export const getOwnName = (): string => toAuthor(getAuthor())
