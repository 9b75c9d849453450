/** Writes the tables of all messages into docs/errors.md. Run by `pnpm docs:errors`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderMessageTables } from './message-tables'

const file = join(__dirname, '../../../docs/errors.md')
const BEGIN = '<!-- Written by pnpm docs:errors. -->'
const END = '<!-- End of the written part. -->'

const text = readFileSync(file, 'utf8')
const [before, rest = ''] = text.split(BEGIN)
const [, after] = rest.split(END)
if (after === undefined) throw new Error(`docs/errors.md lacks the two lines "${BEGIN}" and "${END}".`)
writeFileSync(file, `${before}${BEGIN}\n\n${renderMessageTables()}\n\n${END}${after}`)
