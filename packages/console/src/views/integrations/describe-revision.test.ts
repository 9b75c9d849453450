import { describeRevision } from './describe-revision'
import { destination } from './fixtures'

test.each<[string, unknown, unknown, object]>([
  ['rate', 50, 40, { label: 'Rate', before: '50', after: '40' }],
  ['rate', null, 40, { label: 'Rate', before: 'empty', after: '40' }],
  ['paused', false, true, { label: 'Paused', before: 'false', after: 'true' }],
  ['sources', ['web'], ['web', 'app'], { label: 'Sources', before: '["web"]', after: '["web","app"]' }],
  [
    'settings.existingContact',
    'leave',
    'complete',
    { label: 'Existing contact', before: 'Leave: change nothing', after: 'Complete: fill the empty fields' },
  ],
  ['settings.apiKey', null, 'changed', { label: 'API key', before: 'empty', after: 'changed' }],
  [
    'subscriptions.identified.mapping.job_title',
    { '@path': '$.traits.title' },
    { firstOf: [{ '@path': '$.traits.role' }, { '@path': '$.traits.title' }] },
    { label: 'Identified: Job title', before: 'traits.title', after: 'traits.role, then traits.title' },
  ],
  [
    'subscriptions.identified#2.mapping.plan.tier',
    null,
    { '@template': '{{traits.plan}}' },
    { label: 'Identified: plan.tier', before: 'Not sent', after: '{"@template":"{{traits.plan}}"}' },
  ],
  [
    'subscriptions.identified.subscribe',
    'type = "identify"',
    null,
    { label: 'Identified: events', before: 'Every identify event', after: 'none' },
  ],
])('a change of %s from %j to %j is described', (path, before, after, change) => {
  const revision = { revision: 2, at: '', author: 'ada', summary: '', changes: [{ path, before, after }] }
  expect(describeRevision(destination, revision)).toEqual([change])
})
