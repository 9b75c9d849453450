import { isRecord, type Normalized } from './value'

/**
 * Freshdesk's id of a company: a positive whole number, given as a number or in digits. A company's
 * name is left out with a reason.
 */
export function normalizeCompanyId(raw: unknown): Normalized<number> {
  if (raw === undefined || raw === null || (typeof raw === 'string' && !raw.trim())) return {}
  if (isRecord(raw) && typeof raw.name === 'string' && raw.id === undefined) return { omitted: ONLY_A_NAME }
  const id = typeof raw === 'string' && /^\s*\d+\s*$/.test(raw) ? Number(raw) : raw
  if (typeof id === 'number' && Number.isSafeInteger(id) && id > 0) return { value: id }
  return { omitted: typeof raw === 'string' && /\p{L}{2}/u.test(raw) ? ONLY_A_NAME : NO_ID }
}

const NO_ID = 'is not the id of a Freshdesk company, a positive whole number'
const ONLY_A_NAME =
  'is a company name or an id of a different system, not the Freshdesk id of a company, a positive whole number'
