import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { flagTable, jsonSchema } from './reference'

const SCHEMA = join(__dirname, '../datafly.schema.json')
const DOCS = join(__dirname, '../../../docs/deliver.md')
const PART = /(?<=<!-- Written by pnpm docs:cli. -->\n\n)[\s\S]*?(?=\n\n<!-- End of the written part. -->)/

test('datafly.schema.json describes the configuration that the command checks', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(SCHEMA, jsonSchema())
  expect(readFileSync(SCHEMA, 'utf8')).toBe(jsonSchema())
})

test('the JSON Schema knows the keys, and refuses others', () => {
  const { properties, additionalProperties } = JSON.parse(readFileSync(SCHEMA, 'utf8'))
  expect(Object.keys(properties)).toEqual(
    expect.arrayContaining(['$schema', 'domain', 'settings', 'subscriptions', 'allowDeletes', 'rate', 'share']),
  )
  expect(additionalProperties).toBe(false)
})

test('docs/deliver.md lists the flags of the code; pnpm docs:cli writes the table anew', () => {
  if (process.env.UPDATE_DOCS)
    writeFileSync(
      DOCS,
      readFileSync(DOCS, 'utf8').replace(PART, () => flagTable()),
    )
  expect(PART.exec(readFileSync(DOCS, 'utf8'))?.[0]).toBe(flagTable())
})
