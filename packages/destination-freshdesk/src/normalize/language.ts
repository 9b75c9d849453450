import { normalizeLine } from './text'
import type { Normalized } from './value'

/** The languages of Freshdesk, by its own codes. */
const LANGUAGES =
  'ar bs bg ca zh-CN zh-TW hr cs da nl en et fil fi fr de el he hu is id it ja-JP ko lv-LV lt ms nb-NO pl pt-BR pt-PT ro ru-RU sr sk sl es es-LA sv-SE th tr uk ur vi cy'.split(
    ' ',
  )

/** A language from a locale such as en-GB or sv_SE: the code itself where Freshdesk has it, else the code of the same language. */
export function normalizeLanguage(raw: unknown): Normalized<string> {
  const { value, omitted } = normalizeLine(raw)
  if (value === undefined) return omitted ? { omitted } : {}
  // Hong Kong, Macao and whoever asks for traditional letters read the Chinese of Taiwan.
  const wanted = value
    .replaceAll('_', '-')
    .toLowerCase()
    .replace(/^zh-(hant|hk|mo)\b.*/, 'zh-tw')
  const [primary = ''] = wanted.split('-')
  const code =
    LANGUAGES.find(known => known.toLowerCase() === wanted) ??
    LANGUAGES.find(known => known.toLowerCase().split('-')[0] === primary)
  return code ? { value: code } : { omitted: 'is not a language Freshdesk has' }
}
