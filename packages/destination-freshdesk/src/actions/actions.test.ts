import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Destination } from '@segment/actions-core'
import { settings } from '../../test/helpers/ada'
import { NAMED_CUSTOM_FIELDS } from '../contact'
import definition from '../index'
import { contactFields } from './contact-fields'

const folders = readdirSync(__dirname, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)
const actions = Object.entries(definition.actions)

test('every folder is a registered action, and every action has a folder of its name', () => {
  expect(Object.keys(definition.actions).sort()).toEqual(folders.sort())
})

test('the name is one that the framework can make a URI of', () => {
  expect(definition.name).toMatch(/^[A-Za-z][A-Za-z0-9+.-]*$/)
})

/**
 * The framework keeps one schema for all actions of one title; two subscriptions to one event would
 * send it twice.
 */
test.each(['title', 'defaultSubscription'] as const)('no two actions have the same %s', key => {
  const values = actions.map(([, action]) => action[key])
  expect(values.filter((value, i) => values.indexOf(value) !== i)).toEqual([])
})

describe.each(actions)('%s', (slug, action) => {
  test('has a test in its folder', () => {
    expect(readdirSync(join(__dirname, slug))).toContain(`${slug}.test.ts`)
  })

  test('says what it does', () => {
    expect(action).toMatchObject({ title: expect.stringMatching(/\S/), description: expect.stringMatching(/\.$/) })
  })

  test.each(['README.md', 'packages/destination-freshdesk/README.md'])('is named in %s', file => {
    expect(readFileSync(join(__dirname, '../../../..', file), 'utf8')).toContain(action.title)
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

  test('has no performBatch, because Freshdesk takes contacts one by one', () => {
    expect(action.performBatch).toBeUndefined()
  })

  describe.each(Object.entries(action.fields))('its field %s', (key, field) => {
    test('becomes something: it is one of contactFields, or in NAMED_CUSTOM_FIELDS of src/contact.ts', () => {
      expect([...Object.keys(contactFields), ...NAMED_CUSTOM_FIELDS]).toContain(key)
    })

    test('has a label and a description that a person can configure by', () => {
      expect(field).toMatchObject({ label: expect.stringMatching(/\S/), description: expect.stringMatching(/\.$/) })
    })

    test('never costs an event: it takes any value, and is neither required nor of a format', () => {
      expect(field.type).toEqual(contactFields.name.type)
      expect(field.required ?? false).toBe(false)
      expect(field.format).toBeUndefined()
    })
  })

  test('is plain data but for its functions, so that other hosts can read it', () => {
    expect(JSON.parse(JSON.stringify(action.fields))).toEqual(action.fields)
  })
})
