import { toJsonSchema } from '@valibot/to-json-schema'
import { configSchema } from '../src/config'
import { createProgram } from '../src/flags'

/** The JSON Schema of the configuration file, for editors. */
export const jsonSchema = () =>
  `${JSON.stringify({ title: 'Configuration of datafly', ...toJsonSchema(configSchema, { errorMode: 'ignore' }) }, null, 2)}\n`

/** The table of the flags of `datafly deliver`, from their declaration. */
export function flagTable(): string {
  const work = { deliver: async () => 0, check: async () => 0, explain: async () => 0, serve: async () => 0 }
  const deliver = createProgram(work, () => {}).commands.find(command => command.name() === 'deliver')
  const rows = (deliver?.options ?? []).map(({ flags, description, defaultValue, negate }) => [
    `\`${flags}\``,
    description,
    defaultValue === undefined || negate ? '' : `\`${defaultValue}\``,
  ])
  const all = [['flag', 'effect', 'default'], ...rows]
  const widths = [0, 1, 2].map(i => Math.max(...all.map(row => row[i]?.length ?? 0)))
  const toLine = (row: string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = all
  return [toLine(head), toLine(widths.map(width => '-'.repeat(width))), ...body.map(toLine)].join('\n')
}
