import { normalizeLine } from './text'

/** Freshdesk cuts nothing: a tag of more than 32 characters fails the request. */
const TAG_LIMIT = 32

/**
 * Tags from a list, or from text with commas: each once, without regard to case; those too long or
 * no text are left out.
 */
export function normalizeTags(raw: unknown): { value: string[]; omitted?: string } {
  const candidates =
    typeof raw === 'string' ? raw.split(',') : Array.isArray(raw) ? raw : raw === undefined || raw === null ? [] : [raw]
  const value: string[] = []
  let refused = 0
  for (const candidate of candidates) {
    const tag = normalizeLine(candidate, Number.POSITIVE_INFINITY)
    if (tag.omitted || (tag.value && tag.value.length > TAG_LIMIT)) refused++
    else if (tag.value && !value.some(other => other.toLowerCase() === tag.value?.toLowerCase())) value.push(tag.value)
  }
  return {
    value,
    ...(refused > 0 && { omitted: `${refused} left out: no text, or longer than ${TAG_LIMIT} characters` }),
  }
}
