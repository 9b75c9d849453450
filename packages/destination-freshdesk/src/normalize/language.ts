import { LANGUAGES } from './data/languages'
import { normalizeLine } from './text'
import type { Normalized } from './value'

/**
 * A language from a locale such as en-GB or sv_SE: the code itself if Freshdesk has it, otherwise a
 * code of the same language.
 */
export function normalizeLanguage(raw: unknown): Normalized<string> {
  const { value, omitted } = normalizeLine(raw)
  if (value === undefined) return omitted ? { omitted } : {}
  // Hong Kong, Macao and locales with traditional letters get the Chinese of Taiwan.
  const wanted = value
    .replace(/_/g, '-')
    .toLowerCase()
    .replace(/^zh-(hant|hk|mo)\b.*/, 'zh-tw')
  const [primary = ''] = wanted.split('-')
  const code =
    LANGUAGES.find(known => known.toLowerCase() === wanted) ??
    LANGUAGES.find(known => known.toLowerCase().split('-')[0] === primary)
  return code ? { value: code } : { omitted: 'is not a language that Freshdesk has' }
}
