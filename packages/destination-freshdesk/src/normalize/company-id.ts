import type { Normalized } from './text'

/** Freshdesk's id of a company: a positive whole number, given as a number or in digits. */
export function normalizeCompanyId(raw: unknown): Normalized<number> {
  if (raw === undefined || raw === null || (typeof raw === 'string' && !raw.trim())) return {}
  const id = typeof raw === 'string' && /^\s*\d+\s*$/.test(raw) ? Number(raw) : raw
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0
    ? { value: id }
    : { omitted: 'is not the id of a Freshdesk company, a positive whole number' }
}
