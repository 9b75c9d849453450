import type { Company } from '../../store/records'
import { validationFailed } from '../errors'
import { text } from '../json'
import { ok, type Result } from '../result'
import type { Call } from '../route'
import { missing } from '../validate'

const MAX_FOUND = 30

/**
 * GET /companies/autocomplete?name=: every word of two or more characters must match the beginning
 * of a word of the name. A word of one character changes only the order: `Test Company 4` finds 4
 * first, then 1, 2 and 3.
 */
export function autocompleteCompanies({ account, query }: Call): Result {
  const given = [...new Set(query.get('name')?.toLowerCase().split(/\s+/).filter(Boolean))]
  if (given.length === 0) return validationFailed([missing('name', 'It should be a/an String')])
  const long = given.filter(word => word.length > 1)
  // A name of nothing but single characters has no other words to find by.
  const required = long.length > 0 ? long : given
  const [first = ''] = required
  const found = new Map<Company, number>()
  for (const { key, row } of account.store.companiesByWord.from(first)) {
    if (!key.startsWith(first)) break
    const words = row.name.toLowerCase().split(/\s+/)
    const isMatched = (word: string) => words.some(other => other.startsWith(word))
    if (required.every(isMatched)) found.set(row, given.filter(isMatched).length)
  }
  const best = [...found].sort(([a, most], [b, more]) => more - most || a.id - b.id).slice(0, MAX_FOUND)
  return ok(`{"companies":[${best.map(([{ id, name }]) => `{"id":${id},"name":${text(name)}}`).join(',')}]}`)
}
