/**
 * Control characters, and characters that change the direction of text or take no space. Not the
 * two joiners, which Persian and emoji need.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern looks for them
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/**
 * Returns a text in one line that is safe to show: it cannot reorder the text around it, hide
 * characters or break the layout.
 *
 * @param max the most characters; an ellipsis stands for the rest
 */
export function toVisibleText(text: string, max = 200): string {
  const short = text.length > max ? `${text.slice(0, max).replace(/\p{Cs}$/u, '')}…` : text
  return short.replace(/[ \t\r\n]+/g, ' ').replace(INVISIBLE, toEscape)
}

/** Returns JSON text of two spaces a level, in which every character can be seen. */
export function toVisibleJson(value: unknown): string {
  return (JSON.stringify(value, null, 2) ?? 'undefined').replace(INVISIBLE, toEscape)
}

/** Returns the text of a response: JSON in lines, and every other text as it is. */
export function toVisibleResponse(text: string): string {
  try {
    return toVisibleJson(JSON.parse(text))
  } catch {
    return text.replace(INVISIBLE, toEscape)
  }
}

const toEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
