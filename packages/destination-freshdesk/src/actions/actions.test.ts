import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Destination } from '@segment/actions-core'
import definition from '../index'
import { settings } from '../testing/deliver'

const folders = readdirSync(__dirname, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)
const actions = Object.entries(definition.actions)

test('every folder is a registered action, and every action has a folder of its name', () => {
  expect(Object.keys(definition.actions).sort()).toEqual(folders.sort())
})

test('the framework makes a URI of the name, and one schema of name and title', () => {
  expect(definition.name).toMatch(/^[A-Za-z][A-Za-z0-9+.-]*$/)
  expect(new Set(actions.map(([, { title }]) => title)).size).toBe(actions.length)
})

describe.each(actions)('%s', (slug, action) => {
  test('has a test of its own beside it', () => {
    expect(existsSync(join(__dirname, slug, `${slug}.test.ts`))).toBe(true)
  })

  test('says what it does', () => {
    expect(action.title).toMatch(/\S/)
    expect(action.description).toMatch(/\.$/)
  })

  test('subscribes to events by a query that the framework can read', async () => {
    expect(action.defaultSubscription).toMatch(/^type = "(track|identify)"/)
    const subscription = { partnerAction: slug, subscribe: action.defaultSubscription, mapping: {} }
    const page = new Destination(definition).onEvent({ type: 'page' }, { ...settings, subscription } as never)
    expect(await page).toEqual([{ output: 'not subscribed' }])
  })

  test('is in the preset Default, with its own subscription and the defaults of its fields', () => {
    const preset = definition.presets?.find(({ partnerAction }) => partnerAction === slug)
    expect(preset).toMatchObject({ name: 'Default', type: 'automatic', subscribe: action.defaultSubscription })
    const defaults = Object.entries(action.fields).filter(([, field]) => field.default !== undefined)
    expect(preset?.mapping).toEqual(Object.fromEntries(defaults.map(([key, field]) => [key, field.default])))
  })

  test('has no performBatch: Freshdesk takes contacts one by one, and a loop helps nobody', () => {
    expect(action.performBatch).toBeUndefined()
  })

  test.each(Object.entries(action.fields))(
    'field %s has a label and a description a person can configure by',
    (_, field) => {
      expect(field.label).toMatch(/\S/)
      expect(field.description).toMatch(/\.$/)
      expect(field.required ?? false).toBe(false) // a required field refuses the event before the action can say why
      expect(field.format).toBeUndefined() // nor may a format
    },
  )

  test('is plain data but for its functions, so that other hosts can read it', () => {
    expect(JSON.parse(JSON.stringify(action.fields))).toEqual(action.fields)
  })
})
