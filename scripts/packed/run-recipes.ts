import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, install, ROOT, run, skip } from './sandbox'

/** Runs the recipes of docs/mock.md as they stand there, each with its own test runner. */

const CHROMIUM = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

interface Recipe {
  runner: string
  command: string[]
  packages?: string[]
  /** Absent: the runner is always at hand. */
  isAtHand?: () => boolean
  /** Where to get a runner that is not at hand. */
  source?: string
}

const RECIPES: Recipe[] = [
  { runner: 'jest', command: ['npx', '--no-install', 'jest', 'contacts.test.js'], packages: ['jest@30.5.2'] },
  {
    runner: 'vitest',
    command: ['npx', '--no-install', 'vitest', 'run', 'contacts.test.mjs'],
    packages: ['vitest@4.1.12'],
  },
  {
    runner: 'Playwright',
    command: ['npx', '--no-install', 'playwright', 'test', 'contacts.spec.js'],
    packages: ['@playwright/test@1.65.1'],
    isAtHand: () => findChromium() !== undefined,
    source: 'apt-get install chromium',
  },
  {
    runner: 'pytest',
    command: ['python3', '-m', 'pytest', '-p', 'no:cacheprovider', 'test_contacts.py'],
    isAtHand: () => succeeds('python3', '-m', 'pytest', '--version'),
    source: 'apt-get install python3-pytest',
  },
  {
    runner: 'curl',
    command: ['sh', 'contacts.sh'],
    isAtHand: () => succeeds('curl', '--version'),
    source: 'apt-get install curl',
  },
]

/** The browser of this machine, which Playwright does not find by itself. */
const PLAYWRIGHT_CONFIG = () => `module.exports = {
  use: { launchOptions: { executablePath: ${JSON.stringify(findChromium())}, args: ['--no-sandbox'] } },
}`

/** The declarations of the matchers must suit the types of jest and of vitest. */
const TYPES = `
import { startMock } from 'mock-freshdesk'
import type { MockMatchers } from 'mock-freshdesk/jest'
import { matchers } from 'mock-freshdesk/jest'
import { expect as expectOfVitest } from 'vitest'

declare module 'vitest' {
  interface Matchers<T> extends MockMatchers<T> {}
}

export async function check() {
  const mock = await startMock()
  expect.extend(matchers)
  expect(mock).toHaveReceived({ method: 'POST', body: { email: 'ada.moss@example.com' } })
  expect(mock).not.toHaveReceivedTimes({ method: 'POST' }, 2)
  expectOfVitest.extend(matchers)
  expectOfVitest(mock).toHaveReceived({ method: 'POST' })
  // @ts-expect-error: patterns have no such key
  expect(mock).toHaveReceived({ verb: 'POST' })
}
`

/** Throws when a recipe fails, or when the page has none for a runner. */
export function runRecipes(mockTarball: string) {
  const packages = RECIPES.flatMap(recipe => recipe.packages ?? [])
  const folder = install('recipes', mockTarball, ...packages, '@types/jest@30.0.0', '@types/node@20.19.27')
  for (const [name, code] of findFiles()) writeFileSync(join(folder, name), code)
  writeFileSync(join(folder, 'playwright.config.js'), PLAYWRIGHT_CONFIG())

  for (const { runner, command, isAtHand, source } of RECIPES) {
    const sentence = `the recipe for ${runner} in docs/mock.md passes`
    const [program, ...args] = command as [string, ...string[]]
    if (!existsSync(join(folder, args.at(-1) as string))) throw new Error(`docs/mock.md has no ${args.at(-1)}`)
    if (isAtHand && !isAtHand()) skip(sentence, `${runner} is not installed (${source})`)
    else {
      run(program, args, folder)
      expect(sentence, true)
    }
  }

  writeFileSync(join(folder, 'types.ts'), TYPES)
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', 'jest,node']
  run(join(ROOT, 'node_modules/.bin/tsc'), [...flags, 'types.ts'], folder)
  expect('the matchers have types for jest and vitest', true)
}

/** The code blocks of the page that begin with the name of their file. */
function findFiles(): [name: string, code: string][] {
  const page = readFileSync(join(ROOT, 'docs/mock.md'), 'utf8')
  const blocks = page.matchAll(/^```\w+\n((?:\/\/|#) ([\w-]+(?:\.\w+)+).*\n[\s\S]*?)^```$/gm)
  return [...blocks].map(([, code = '', name = '']) => [name, code])
}

const findChromium = () => CHROMIUM.find(path => path !== undefined && existsSync(path))

function succeeds(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
