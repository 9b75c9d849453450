import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { reference } from './reference'

const FILE = path.join(__dirname, '../../docs/mock-reference.md')

test('docs/mock-reference.md lists the routes and flags of the code; pnpm docs:mock writes it anew', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(FILE, reference())
  expect(readFileSync(FILE, 'utf8')).toBe(reference())
})
