import { checkOwnAccount, toAdvice } from '../check-account'
import { readConfig } from '../config'
import type { Io } from '../io'
import { readSettings, warnAboutBaseUrl } from '../settings'
import { toSubscriptions } from '../subscriptions'
import { printable } from '../text'

const MARKS = { passed: 'ok', failed: 'FAILED', unknown: 'not known' } as const

/**
 * Tests the account and sends no event. Resolves to the exit code: 2 when a check fails, 1 when one
 * stays open.
 */
export async function check(options: { config?: string }, io: Io): Promise<number> {
  const config = readConfig(options.config)
  const settings = readSettings(io.env, config)
  warnAboutBaseUrl(io)
  const checks = await checkOwnAccount(settings, toSubscriptions(config))
  for (const { state, message } of checks) {
    io.stdout.write(`${MARKS[state].padEnd(9)}  ${printable(message)}\n`)
  }
  for (const line of toAdvice(checks)) io.stderr.write(`${line}\n`)
  if (checks.some(({ state }) => state === 'failed')) return 2
  return checks.every(({ state }) => state === 'passed') ? 0 : 1
}
