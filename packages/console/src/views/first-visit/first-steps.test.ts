import type { Integration, Source } from '../../api/types'
import { findCurrentStep, findSendingSources } from './first-steps'

const source = (name: string, enabled = true) => ({ name, enabled }) as Source
const integration = (sources: string[], enabled = true) => ({ name: 'freshdesk', sources, enabled }) as Integration

test.each([
  ['an empty server', 1, [], [], false],
  ['a source that is off', 1, [source('web', false)], [], false],
  ['a source', 2, [source('web')], [], false],
  ['an integration that is off', 2, [source('web')], [integration(['web'], false)], false],
  ['an integration without this source', 2, [source('web')], [integration(['app'])], false],
  ['a connected source', 3, [source('web')], [integration(['web'])], false],
  ['a delivered event', null, [source('web')], [integration(['web'])], true],
] as const)('%s leads to the step %p', (_case, step, sources, integrations, hasDelivered) => {
  expect(findCurrentStep({ sources, integrations, hasDelivered })).toBe(step)
})

test('only a source that feeds an integration sends the test event', () => {
  const sources = [source('app'), source('web'), source('old', false)]
  expect(findSendingSources({ sources, integrations: [integration(['web', 'old'])] })).toEqual([source('web')])
})
