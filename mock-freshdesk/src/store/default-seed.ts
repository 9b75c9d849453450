import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { AccountSeed } from './seed'

let seed: AccountSeed | undefined

/**
 * seeds/default.json: the keys, fields and few people of an account without a seed.
 */
export function defaultSeed(): AccountSeed {
  seed ??= JSON.parse(readFileSync(path.join(__dirname, '../../seeds/default.json'), 'utf8')) as AccountSeed
  return seed
}
