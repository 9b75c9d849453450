import { isRecord } from './record'

/**
 * Whether the visitor granted a category: `context.consent.categoryPreferences` as Segment's spec has it, or the categories in
 * `context.consent` itself. Category names are compared without regard to case. Only a plain `true` grants; where two spellings of a
 * category disagree, the refusal counts.
 */
export function consentGranted(consent: unknown, category: string): boolean {
  const preferences =
    isRecord(consent) && Object.hasOwn(consent, 'categoryPreferences') ? consent.categoryPreferences : consent
  if (!isRecord(preferences)) return false
  const wanted = category.toLowerCase()
  const answers = Object.entries(preferences).filter(([name]) => name.trim().toLowerCase() === wanted)
  return answers.length > 0 && answers.every(([, granted]) => granted === true)
}

/** Whether the visitor refused a category: an explicit `false`, in any spelling of the category. Absence is no refusal. */
export function isConsentRefused(consent: unknown, category: string): boolean {
  const preferences =
    isRecord(consent) && Object.hasOwn(consent, 'categoryPreferences') ? consent.categoryPreferences : consent
  if (!isRecord(preferences)) return false
  const wanted = category.toLowerCase()
  return Object.entries(preferences).some(
    ([name, granted]) => name.trim().toLowerCase() === wanted && granted === false,
  )
}
