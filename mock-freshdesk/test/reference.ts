import { ROUTES as ADMIN_ROUTES } from '../src/admin/routes'
import type { Route } from '../src/api/route'
import { RESOURCES } from '../src/api/routes'
import { createProgram } from '../src/cli/program'

/** The text of docs/mock-reference.md, from the routes and the flags themselves. */
export const reference = () => `# The mock: reference

A test keeps this page equal to the code: \`pnpm docs:mock\` writes it anew. [The guide](mock.md) shows how to use it all.

## Endpoints under /api/v2

Every endpoint also answers 401, 405, 406, 429 and 500. A write by a read-only key gets 403, a body without the type of JSON
415, an unknown id 404. An endpoint with parameters refuses any other parameter with 400.

${table(['endpoint', 'what it does', 'query parameters', 'statuses'], API_ROUTES.map(apiRow))}

## What the mock does not have

These endpoints of Freshdesk answer 404 with the header \`X-Mock-Note\`.

${table(['endpoints', 'why'], NOT_SERVED)}

## Endpoints under /__admin

${table(
  ['endpoint', 'what it does'],
  ADMIN_ROUTES.map(([key, { summary }]) => [code(key), summary]),
)}

\`GET /__admin/openapi.json\` describes the parameters, bodies and responses of all endpoints.

## Flags of the command

${table(['flag', 'what it does', 'default'], flagRows())}

Exit codes: 0 after a signal, 1 when it cannot start or cannot write the file of \`--db\`, 2 for a wrong flag.
\`NO_COLOR=1\` takes the colours away.
`

const API_ROUTES = RESOURCES.flatMap(({ routes }) => Object.entries(routes) as [string, Route][])

const NOT_SERVED = [
  ['`/tickets`, `/conversations`, `/time_entries` and all else about tickets', 'The mock knows people and companies.'],
  ['`/agents` but for the endpoints above, `/groups`, `/roles`', 'An account starts with the agents of its seed.'],
  ['`/contacts/export`, `/contacts/imports`', 'No files.'],
  ['`avatar` in a multipart body', 'No files: 415.'],
  ['`?include=`', 'Refused with 400, as every unknown parameter.'],
  ['`/custom_objects`', '`lookup_parameter` is checked and has no effect.'],
]

const apiRow = ([key, { summary, query, responses }]: [string, Route]) => [
  code(key),
  summary,
  Object.keys(query ?? {})
    .map(code)
    .join(', '),
  Object.keys(responses).join(', '),
]

const flagRows = () =>
  createProgram('')
    .createHelp()
    .visibleOptions(createProgram(''))
    .map(({ flags, description, defaultValue, negate }) => [
      code(flags),
      description,
      defaultValue === undefined || negate ? '' : code(String(defaultValue)),
    ])

const code = (text: string) => `\`${text}\``

/** A table of Markdown, its columns as wide as the widest cell. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = [head, ...rows].map(row => row.map(cell => cell.replaceAll('|', '\\|')))
  const widths = head.map((_, i) => Math.max(...escaped.map(row => row[i]?.length ?? 0)))
  const toLine = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const [first = [], ...more] = escaped
  return [toLine(first), toLine(widths.map(width => '-'.repeat(width))), ...more.map(toLine)].join('\n')
}
