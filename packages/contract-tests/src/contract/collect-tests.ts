import type { Account } from './account'

/** A test of the contract, by its own title and those of the blocks around it. */
export interface ContractTest {
  title: string
  /** The numbers of the sections that a block around the test names: `section 3: ...`. */
  sections: number[]
}

type Body = (...row: never[]) => void

/**
 * Returns the tests that `define` would register, without running them. A title of a table stays as
 * it is written, with its placeholders.
 */
export function collectTests(define: (account: Account) => void, account: Account): ContractTest[] {
  const found: ContractTest[] = []
  const blocks: string[] = []
  const describe = (name: string, body: Body, row: unknown = []) => {
    blocks.push(name)
    body(...([row].flat() as never[]))
    blocks.pop()
  }
  const test = (title: string) => {
    found.push({ title, sections: blocks.flatMap(parseSections) })
  }
  const nothing = () => {}
  const fakes = {
    describe: Object.assign(describe, {
      each: (rows: unknown[]) => (name: string, body: Body) => {
        for (const row of rows) describe(name, body, row)
      },
    }),
    test: Object.assign(test, { each: () => test, skip: nothing }),
    ...{ beforeAll: nothing, afterAll: nothing, beforeEach: nothing, afterEach: nothing },
  }
  const real = Object.fromEntries(Object.keys(fakes).map(name => [name, Reflect.get(globalThis, name)]))
  Object.assign(globalThis, fakes)
  try {
    define(account)
  } finally {
    Object.assign(globalThis, real)
  }
  return found
}

function parseSections(block: string): number[] {
  const [, numbers = ''] = /^sections? ([\d, and]+):/.exec(block) ?? []
  return (numbers.match(/\d+/g) ?? []).map(Number)
}
