import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openapi } from '@datafly/server'

const CONSOLE = join(__dirname, '../../../console')

test("the console's client is the one that the OpenAPI description gives (pnpm docs:client writes it)", () => {
  const written = execFileSync(process.execPath, [join(CONSOLE, 'node_modules/openapi-typescript/bin/cli.js')], {
    input: JSON.stringify(openapi),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  expect(readFileSync(join(CONSOLE, 'src/api/schema.ts'), 'utf8')).toBe(written)
})
