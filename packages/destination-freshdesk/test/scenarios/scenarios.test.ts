import { readdirSync } from 'node:fs'
import { companies } from './companies'
import { consent } from './consent'
import { consentForms } from './consent-forms'
import { customFields } from './custom-fields'
import { droppedEvents } from './dropped-events'
import { emails } from './emails'
import { identifySpec } from './identify-spec'
import { longTexts } from './long-texts'
import { mappedByHand } from './mapped-by-hand'
import { mission } from './mission'
import { names } from './names'
import { phones } from './phones'
import { placeholders } from './placeholders'
import { prototypeKeys } from './prototype-keys'
import { responses } from './responses'
import { onlyScenarioRequests, runScenario } from './run-scenario'
import type { ScenarioTable } from './scenario'
import { trackSpec } from './track-spec'
import { unicode } from './unicode'
import { userIds } from './user-ids'
import { wrongTypes } from './wrong-types'

const tables: Record<string, ScenarioTable> = {
  companies,
  consent,
  'consent-forms': consentForms,
  'custom-fields': customFields,
  'dropped-events': droppedEvents,
  emails,
  'identify-spec': identifySpec,
  'long-texts': longTexts,
  'mapped-by-hand': mappedByHand,
  mission,
  names,
  phones,
  placeholders,
  'prototype-keys': prototypeKeys,
  responses,
  'track-spec': trackSpec,
  unicode,
  'user-ids': userIds,
  'wrong-types': wrongTypes,
}

onlyScenarioRequests()

describe.each(Object.entries(tables))('%s', (_name, { about, base, rows }) => {
  describe(about, () => {
    test.each(rows)('$it', row => runScenario(row, base))
  })
})

test('every file of this folder is a table that runs', () => {
  const files = readdirSync(__dirname).map(file => file.replace(/\.ts$/, ''))
  const others = ['README.md', 'scenario', 'run-scenario', 'scenarios.test']
  expect(files.filter(file => !others.includes(file)).sort()).toEqual(Object.keys(tables).sort())
})
