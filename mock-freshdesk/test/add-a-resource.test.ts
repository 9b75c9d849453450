import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Follows docs/add-a-resource.md in a copy of the mock: the page's own code, and one line. */

const MOCK = path.join(__dirname, '..')
const page = readFileSync(path.join(MOCK, '../docs/add-a-resource.md'), 'utf8')

let copy: string
beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'mock-freshdesk-'))
  for (const name of ['src', 'seeds', 'package.json'])
    cpSync(path.join(MOCK, name), path.join(copy, name), { recursive: true })
  symlinkSync(path.join(MOCK, 'node_modules'), path.join(copy, 'node_modules'))
  mkdirSync(path.join(copy, 'src/api/groups'))
  for (const [, file = '', code = ''] of page.matchAll(/```ts\n\/\/ (\S+\.ts)\n([\s\S]*?)```/g)) {
    writeFileSync(path.join(copy, 'src/api/groups', file), code)
  }
  const routes = path.join(copy, 'src/api/routes.ts')
  // The page shows the list as it was once. The real list may have more resources by now.
  const [, name = ''] = /^\+export const RESOURCES.*, (\w+)\]$/m.exec(page) ?? []
  const text = readFileSync(routes, 'utf8')
  const list = /(?<=^export const RESOURCES[^=]*= \[[^\]]*?)(?=,?\s*\])/m
  expect(text).toMatch(list)
  writeFileSync(routes, `import { ${name} } from './${name}/routes'\n${text.replace(list, `, ${name}`)}`)
})
afterAll(() => rmSync(copy, { recursive: true }))

const SCRIPT = `
const { startMock } = require('./src/index.ts')
const call = async (mock, method, path, body) => {
  const response = await fetch(mock.url + path, {
    method,
    headers: { authorization: 'Basic ' + btoa('mock-api-key:X'), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text && JSON.parse(text) }
}
const db = process.argv[2]
;(async () => {
  const seed = { groups: [{ id: 7, name: 'Seeded' }] }
  const first = await startMock({ seed, db })
  const made = await call(first, 'POST', '/api/v2/groups', { name: 'Billing' })
  const refused = await call(first, 'POST', '/api/v2/groups', { size: 3 })
  const listed = await call(first, 'GET', '/api/v2/groups')
  const raw = await call(first, 'GET', '/__admin/db/groups')
  const snapshot = first.admin.snapshot()
  const { body: openapi } = await call(first, 'GET', '/__admin/openapi.json')
  await first.close()
  const second = await startMock({ seed, db })
  const kept = await call(second, 'GET', '/api/v2/groups/' + made.body.id)
  second.reset()
  const afterReset = await call(second, 'GET', '/api/v2/groups')
  const counts = second.admin.seed(snapshot)
  const loaded = await call(second, 'GET', '/api/v2/groups')
  await second.close()
  const names = list => list.body.map(({ name }) => name)
  console.log(JSON.stringify({
    made: made.status, refused, listed: names(listed), raw: names(raw), snapshot: snapshot.groups.length,
    kept: kept.body.name, afterReset: names(afterReset), counts: counts.groups, loaded: names(loaded),
    openapi: Object.keys(openapi.paths['/api/v2/groups']), schema: openapi.components.schemas.Group.required,
  }))
})()
`

test('a resource made by the page is served, described, and kept in seed, snapshot, reset and database file', () => {
  writeFileSync(path.join(copy, 'try.js'), SCRIPT)
  const args = ['--import', require.resolve('tsx'), 'try.js', path.join(copy, 'data.db')]
  expect(JSON.parse(execFileSync(process.execPath, args, { cwd: copy, encoding: 'utf8' }))).toEqual({
    made: 201,
    refused: {
      status: 400,
      body: {
        description: 'Validation failed',
        errors: [
          { field: 'size', message: 'Unexpected/invalid field in request', code: 'invalid_field' },
          { field: 'name', message: 'It should be a/an String', code: 'missing_field' },
        ],
      },
    },
    listed: ['Seeded', 'Billing'],
    raw: ['Seeded', 'Billing'],
    snapshot: 2,
    kept: 'Billing',
    afterReset: ['Seeded'],
    counts: 2,
    loaded: ['Seeded', 'Billing'],
    openapi: ['get', 'post'],
    schema: ['id', 'name', 'description', 'created_at', 'updated_at'],
  })
}, 60_000)
