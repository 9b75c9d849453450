import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Destination, transform } from '@segment/actions-core'
import { settings } from '../../test/helpers/ada'
import { NAMED_CUSTOM_FIELDS } from '../contact'
import definition from '../index'
import { normalizeContact } from '../normalize/contact'
import { contactFields } from './contact-fields'
import { pickFirst } from './first-of'

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

/** One event of each kind that an action subscribes to. */
const EVENTS = [
  ...actions.map(([, { defaultSubscription = '' }]) => toEvent(defaultSubscription)),
  ...['page', 'screen', 'group', 'alias'].map((type): Record<string, string> => ({ type })),
]

/** The event that `type = "track" and event = "Signed Up"` describes. */
function toEvent(subscription: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(subscription.matchAll(/(type|event) = "([^"]+)"/g), ([, key, value]) => [key, value]),
  )
}

test.each(EVENTS)('no two actions run for one event: %p', async event => {
  const runs = await Promise.all(
    actions.map(async ([partnerAction, { defaultSubscription }]) => {
      const subscription = { partnerAction, subscribe: defaultSubscription, mapping: {} }
      const results = await new Destination(definition).onEvent(event as never, { ...settings, subscription } as never)
      return results[0]?.output !== 'not subscribed'
    }),
  )
  expect(runs.filter(Boolean).length).toBeLessThanOrEqual(1)
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

  test('offers choices for each field that is dynamic, and for no other', () => {
    const isDynamic = ([, field]: [string, { dynamic?: unknown }]) => field.dynamic === true
    const dynamic = Object.entries(action.fields)
      .filter(isDynamic)
      .map(([key]) => key)
    expect(Object.keys(action.dynamicFields ?? {}).sort()).toEqual(dynamic.sort())
  })

  test.each(Object.keys(action.fields))('its field %s has a row in docs/mapping.md', key => {
    const mapping = readFileSync(join(__dirname, '../../../../docs/mapping.md'), 'utf8')
    const label = action.fields[key]?.label ?? ''
    const rows = mapping.split('\n').filter(line => line.startsWith('|'))
    expect(rows.some(row => row.includes(key) || row.toLowerCase().includes(label.toLowerCase()))).toBe(true)
  })

  test.each([true, false, 0, 3, 'text'])('its preset loses no %p of a field with a default', value => {
    const { mapping = {} } = definition.presets?.find(({ partnerAction }) => partnerAction === slug) ?? {}
    for (const field of NAMED_CUSTOM_FIELDS.filter(name => Object.hasOwn(action.fields, name))) {
      const payload = pickFirst(
        transform({ [field]: mapping[field] } as never, eventWith(mapping[field], value) as never),
      )
      expect(payload).toEqual({ [field]: value })
      const { contact } = normalizeContact({ ...payload, email: 'a@example.com' }, { defaultCountry: 'GB' }) ?? {}
      expect(contact?.custom_fields).toEqual({ [field]: value })
    }
  })

  test('is plain data but for its functions, so that other hosts can read it', () => {
    expect(JSON.parse(JSON.stringify(action.fields))).toEqual(action.fields)
  })
})

/** An event that carries the value at the first path of a default. */
function eventWith(fieldDefault: unknown, value: unknown): object {
  const [, path = ''] = /"@path":"\$\.([\w.]+)"/.exec(JSON.stringify(fieldDefault)) ?? []
  return path.split('.').reduceRight((inner: unknown, key) => ({ [key]: inner }), value) as object
}
