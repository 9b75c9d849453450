import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Measurement } from './measurement'

const ROOT = join(__dirname, '../../../..')

/** Runs the chaos test, in its long form or in the short form of CI. */
export const measureChaos: Measurement = async scale => {
  const isLong = scale.seconds(3) === 3
  const jest = [join(ROOT, 'node_modules/jest/bin/jest.js'), 'packages/contract-tests/src/server/chaos.test.ts']
  const env = { ...process.env, CHAOS: isLong ? 'long' : 'short' }
  const { stderr } = await promisify(execFile)(process.execPath, jest, { cwd: ROOT, env, maxBuffer: 1e8 })
  const passed = stderr.match(/✓ (.*)/)?.[1] ?? ''
  return [
    {
      measured: `${isLong ? 20 : 3} times kill -9 at random moments, and twice of the database`,
      value: passed,
      demand: '0 lost, out of order or stale',
      result: 'reached',
    },
  ]
}
