import { type Draft, findProblems, toDraft, toPatch } from './draft'
import type { FieldSource } from './field-source'
import { destination, integration } from './fixtures'
import { listChanges } from './list-changes'

const saved = toDraft(destination, integration)

const withSource = (field: string, source: FieldSource): Draft => ({
  ...saved,
  actions: saved.actions.map(action => ({ ...action, sources: { ...action.sources, [field]: source } })),
})

const withSettings = (settings: Partial<Draft['settings']>): Draft => ({
  ...saved,
  settings: { ...saved.settings, ...settings },
})

test('a draft without a change gives a patch with the revision alone, and no problem', () => {
  expect(toPatch(destination, integration, saved)).toEqual({ revision: 7 })
  expect(listChanges(destination, saved, saved)).toEqual([])
  expect(findProblems(destination, saved, integration)).toEqual({})
})

test('a changed place is sent with the whole mapping, and untouched directives stay as they are', () => {
  const draft = withSource('job_title', { kind: 'places', paths: ['traits.role', '$.traits.title'] })
  expect(toPatch(destination, integration, draft)).toEqual({
    revision: 7,
    subscriptions: [
      {
        partnerAction: 'identified',
        subscribe: 'type = "identify"',
        mapping: {
          email: { firstOf: [{ '@path': '$.traits.email' }, { '@path': '$.properties.email' }] },
          job_title: { firstOf: [{ '@path': '$.traits.role' }, { '@path': '$.traits.title' }] },
        },
      },
    ],
  })
  expect(listChanges(destination, saved, draft)).toEqual([
    { label: 'Identified: Job title', before: 'traits.title', after: 'traits.role, then traits.title' },
  ])
})

test('a field that is not sent any more leaves the mapping', () => {
  const patch = toPatch(destination, integration, withSource('job_title', { kind: 'nothing' }))
  expect(patch).toMatchObject({ subscriptions: [{ mapping: { email: expect.anything() } }] })
  expect(patch).not.toHaveProperty('subscriptions.0.mapping.job_title')
})

test('settings, delivery and events that change are sent, the rest is not', () => {
  const draft: Draft = {
    ...withSettings({ values: { ...saved.settings.values, existingContact: 'complete' } }),
    sources: ['web', 'app'],
    consent: 'marketing,analytics, ',
    rate: ' 40 ',
    share: '',
  }
  expect(toPatch(destination, integration, draft)).toEqual({
    revision: 7,
    settings: { existingContact: 'complete' },
    sources: ['web', 'app'],
    consent: ['marketing', 'analytics'],
    rate: 40,
    share: null,
  })
  expect(listChanges(destination, saved, draft).map(({ label }) => label)).toEqual([
    'Existing contact',
    'Sources',
    'Consent categories',
    'Rate',
    'Share',
  ])
})

test('a replaced key is sent, and its value is in no list of changes', () => {
  const draft = withSettings({ secrets: { apiKey: ' secret-of-ada ' } })
  expect(toPatch(destination, integration, draft)).toEqual({ revision: 7, settings: { apiKey: 'secret-of-ada' } })
  expect(listChanges(destination, saved, draft)).toEqual([{ label: 'API key', before: 'stored', after: 'replaced' }])
})

test('a changed domain asks for the key of the new account', () => {
  const draft = withSettings({ values: { ...saved.settings.values, domain: 'other' } })
  expect(findProblems(destination, draft, integration)).toEqual({
    'settings.apiKey': 'Enter the API key of the new account. The stored one stays with acme.',
  })
  const withKey = { ...draft, settings: { ...draft.settings, secrets: { apiKey: 'k' } } }
  expect(findProblems(destination, withKey, integration)).toEqual({})
})

test('each problem names its place', () => {
  const draft: Draft = { ...withSource('email', { kind: 'json', json: '{' }), sources: [], rate: '4.5', share: '0' }
  expect(findProblems(destination, draft)).toEqual({
    sources: 'Choose at least one source.',
    'settings.apiKey': 'API key is required.',
    rate: 'Enter a whole number of requests a minute.',
    share: 'Enter a whole number from 1 to 100.',
    'actions.0.email': 'This is not valid JSON.',
  })
})
