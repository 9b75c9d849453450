import type { Destination, Integration, SettingField } from '../../api/types'

/** The settings of a destination as a person edits them. Every value is a text. */
export interface SettingForm {
  values: Record<string, string>
  /** Secrets that were typed. A stored secret never comes back from the server. */
  secrets: Record<string, string>
}

type Stored = Pick<Integration, 'settings' | 'secrets'>

/** A setting that names the account. A stored key is never sent to a different account. */
const ACCOUNT_SETTING = 'domain'

/** The form of an integration, or with `stored` left out the form of a new one. */
export function toSettingForm({ settings }: Destination, stored?: Stored): SettingForm {
  const values = settings
    .filter(({ secret }) => !secret)
    .map(({ key, default: preset }) => [key, toText(stored?.settings[key] ?? preset)])
  return { values: Object.fromEntries(values), secrets: {} }
}

/** Problems by the key of the setting, as sentences. */
export function findSettingProblems(
  { settings }: Destination,
  form: SettingForm,
  stored?: Stored,
): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const setting of settings) {
    const problem = findProblem(setting, form, stored)
    if (problem) problems[setting.key] = problem
  }
  return problems
}

/** Whether a person has to type this secret: it is not stored, or the account changes. */
export const needsSecret = (key: string, form: SettingForm, stored?: Stored) =>
  !stored?.secrets[key]?.is_set || isOtherAccount(form, stored)

/** The settings to send. A secret that was not typed is absent: the server keeps the stored one. */
export function toSettings({ settings }: Destination, form: SettingForm): Record<string, string | number | boolean> {
  const sent: Record<string, string | number | boolean> = {}
  for (const { key, secret, type } of settings) {
    if (secret) {
      const typed = form.secrets[key]?.trim()
      if (typed) sent[key] = typed
    } else {
      const text = (form.values[key] ?? '').trim()
      sent[key] = type === 'boolean' ? text === 'true' : type === 'number' && text ? Number(text) : text
    }
  }
  return sent
}

function findProblem(setting: SettingField, form: SettingForm, stored?: Stored): string | null {
  const { key, label, required, secret, type } = setting
  if (!secret) {
    const text = form.values[key]?.trim() ?? ''
    if (required && !text) return `${label} is required.`
    return type === 'number' && text && Number.isNaN(Number(text)) ? `${label} is not a number.` : null
  }
  if (form.secrets[key]?.trim() || !required) return null
  if (!stored?.secrets[key]?.is_set) return `${label} is required.`
  return isOtherAccount(form, stored)
    ? `Enter the ${label} of the new account. The stored one stays with ${toText(stored.settings[ACCOUNT_SETTING])}.`
    : null
}

const isOtherAccount = (form: SettingForm, stored: Stored) => {
  const before = toText(stored.settings[ACCOUNT_SETTING])
  return before !== '' && (form.values[ACCOUNT_SETTING] ?? '').trim() !== before
}

const toText = (value: unknown) => (value === undefined || value === null ? '' : String(value))
