import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeFreshdesk } from '../freshdesk-contract'
import type { Abilities } from './account'
import { type ContractTest, collectTests } from './collect-tests'

/** docs/freshdesk-facts.md lists the facts. Each row names a test of the contract. */

const PAGE = join(__dirname, '../../../../docs/freshdesk-facts.md')

interface Fact {
  section: number
  test: string
}

function readFacts(): Fact[] {
  let section = 0
  return readFileSync(PAGE, 'utf8')
    .split('\n')
    .flatMap(line => {
      if (line.startsWith('## ')) section = Number(/^## (\d+)\. /.exec(line)?.[1] ?? 0)
      const [, test] = /^\|.*\| `(.+)`\s*\|$/.exec(line) ?? []
      return section > 0 && test ? [{ section, test }] : []
    })
}

/** An account with every ability, so that no test of the contract is skipped. */
const abilities = (generation: 2022 | 2024 | 2026): Abilities => ({
  generation,
  ownAccount: true,
  onlyHttps: true,
  readOnlyKey: 'key',
  otherAgent: { id: 1, email: 'sam.orchard@helpdesk.example' },
  spamContact: { id: 2, email: 'prize.winner@example.com' },
  unknownHost: 'nobody.freshdesk.com',
  accountOfPlan: () => Promise.reject(new Error('not called')),
  accountWithoutFields: () => Promise.reject(new Error('not called')),
  failNext: () => Promise.reject(new Error('not called')),
})

const tests: ContractTest[] = ([2022, 2024, 2026] as const).flatMap(year =>
  collectTests(describeFreshdesk, { name: 'any', url: () => '', apiKey: 'key', abilities: abilities(year) }),
)
const facts = readFacts()
const SECTIONS = Array.from({ length: 12 }, (_, i) => i + 1)

test('the page has facts in each of its twelve sections', () => {
  expect([...new Set(facts.map(({ section }) => section))]).toEqual(SECTIONS)
})

test('every fact names a test whose block names the section of the fact', () => {
  const isShown = ({ section, test }: Fact) =>
    tests.some(({ title, sections }) => title === test && sections.includes(section))
  expect(facts.filter(fact => !isShown(fact))).toEqual([])
})

test('every test of the contract is in a block that names its section', () => {
  expect(tests.filter(({ sections }) => sections.length === 0).map(({ title }) => title)).toEqual([])
})
