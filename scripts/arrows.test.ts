import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(__dirname, '..')
const CLI = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

/** Each row is an importing file, and the line in it. The rules must refuse the import. */
const FORBIDDEN: [file: string, line: string][] = [
  ['packages/delivery/src/host.ts', "import { x } from '@datafly/destination-freshdesk'"],
  ['packages/delivery/src/relative.ts', "import { x } from '../../destination-freshdesk/src/index'"],
  ['packages/delivery/src/types.ts', "import type { x } from '../../destination-freshdesk/src/index'"],
  ['packages/delivery/src/inline-type.ts', "export type X = import('../../destination-freshdesk/src/index').X"],
  ['packages/delivery/src/dynamic.ts', "export const x = import('@datafly/destination-freshdesk')"],
  ['packages/delivery/src/re-export.ts', "export * from '@datafly/cli'"],
  ['packages/delivery/src/delivery.test.ts', "import { x } from '@datafly/destination-freshdesk'"],
  ['packages/delivery/src/files.ts', "import { readFileSync } from 'node:fs'"],
  ['packages/delivery/src/promises.ts', "import { readFile } from 'fs/promises'"],
  ['packages/delivery/src/terminal.ts', "import { isatty } from 'node:tty'"],
  ['packages/delivery/src/table.ts', "import Table from 'cli-table3'"],
  ['packages/destination-freshdesk/src/normalize/email.ts', "import { x } from '../freshdesk/client'"],
  ['packages/destination-freshdesk/src/freshdesk/client.ts', "import type { x } from '../normalize/email'"],
  ['packages/destination-freshdesk/src/freshdesk/errors.ts', "import { x } from '../actions/perform'"],
  ['packages/destination-freshdesk/src/mock.ts', "import type { x } from 'mock-freshdesk'"],
  ['packages/destination-freshdesk/src/mock.test.ts', "import { x } from '../../../mock-freshdesk/src/index'"],
  ['packages/destination-freshdesk/src/host.ts', "import { x } from '@datafly/delivery'"],
  ['mock-freshdesk/src/plugin.ts', "import type { x } from '@datafly/destination-freshdesk'"],
  ['mock-freshdesk/src/relative.ts', "import { x } from '../../packages/destination-freshdesk/src/index'"],
  ['packages/server/src/command.ts', "import { x } from '@datafly/cli'"],
  ['packages/cli/src/contract.ts', "import { x } from '@datafly/contract-tests'"],
  ['examples/contract.ts', "import { x } from '../packages/contract-tests/src/index'"],
  ['mock-freshdesk/src/api/contacts/create.ts', "import { x } from '../../admin/routes'"],
  ['mock-freshdesk/src/store/store.ts', "import { x } from '../api/routes'"],
  ['mock-freshdesk/src/admin/routes.ts', "import { x } from '../cli/main'"],
  ['packages/cli/src/main.ts', "import { x } from '../test/helper'"],
]

const ALLOWED: [file: string, line: string][] = [
  ['packages/cli/src/deliver.ts', "import { x } from '@datafly/delivery'"],
  ['packages/cli/src/serve.ts', "import { x } from '@datafly/destination-freshdesk'"],
  ['packages/server/src/worker.ts', "import { x } from '@datafly/delivery'"],
  ['packages/contract-tests/src/both.ts', "import { x } from 'mock-freshdesk'"],
  ['packages/contract-tests/src/plugin.ts', "import { x } from '../../destination-freshdesk/src/index'"],
  ['packages/destination-freshdesk/src/actions/create.ts', "import { x } from '../normalize/email'"],
  ['packages/delivery/src/network.ts', "import { x } from 'node:net'"],
  ['mock-freshdesk/src/server.ts', "import { x } from './admin/routes'"],
]

describe('the import rules of pnpm check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'arrows-'))
  let refused: Set<string>

  beforeAll(async () => {
    const rows = [...relativeTargets(), ...FORBIDDEN, ...ALLOWED]
    for (const [file, line] of rows) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), `${line}\nexport {}\n`)
    }
    refused = await cruise(folder)
  }, 60_000)

  afterAll(() => rmSync(folder, { recursive: true }))

  test.each(FORBIDDEN)('%s: %s is refused', file => expect(refused).toContain(file))
  test.each(ALLOWED)('%s: %s is allowed', file => expect(refused).not.toContain(file))
})

/** The targets of imports within one package, so that the tool can resolve them. */
function relativeTargets(): [string, string][] {
  return [...FORBIDDEN, ...ALLOWED].flatMap(([file, line]) => {
    const [, target] = /'(\.[^']+)'/u.exec(line) ?? []
    return target ? [[`${join(dirname(file), target)}.ts`, 'export const x = 1'] as [string, string]] : []
  })
}

/**
 * Runs dependency-cruiser with the rules of this repository over a folder. Returns the importing
 * files it refuses.
 */
async function cruise(folder: string): Promise<Set<string>> {
  const config = join(ROOT, '.dependency-cruiser.cjs')
  const args = [CLI, '--config', config, '--output-type', 'json', 'packages', 'mock-freshdesk', 'examples']
  // The exit code counts the violations, so a rejection carries the report too.
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }).catch(
    error => error,
  )
  const report: { summary: { violations: { from: string }[] } } = JSON.parse(stdout)
  return new Set(report.summary.violations.map(({ from }) => from))
}
