import { getAuthor } from '../../api/request'
import { toVisibleText } from '../events/visible-text'

/** The most characters that the server keeps. */
const MAX_NAME = 64

/**
 * The name of an author as a person wrote it. A header holds it encoded, and the server can cut it
 * inside of an encoded character, which is then left out.
 */
export function toAuthor(encoded: string): string {
  const name = encoded.replace(/(?:%[0-9a-f]{2})+/giu, bytes => {
    try {
      return decodeURIComponent(bytes)
    } catch {
      return ''
    }
  })
  return toVisibleText(name, MAX_NAME)
}

export const getOwnName = (): string => toAuthor(getAuthor())
