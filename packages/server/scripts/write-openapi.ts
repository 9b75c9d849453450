/**
 * Writes the OpenAPI description of the admin API to standard output. Run by `pnpm docs:openapi`.
 */
import { openapi } from '../src/admin/routes'

process.stdout.write(`${JSON.stringify(openapi, null, 2)}\n`)
