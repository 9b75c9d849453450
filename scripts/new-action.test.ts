import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newAction } from './new-action'

const ROOT = join(__dirname, '..')
const PACKAGE = 'packages/destination-freshdesk'
const COPIED = [
  `${PACKAGE}/src/actions/signedUp`,
  `${PACKAGE}/src/index.ts`,
  `${PACKAGE}/README.md`,
  'README.md',
  'docs/mapping.md',
]

describe('pnpm new-action', () => {
  let root: string
  const read = (file: string) => readFileSync(join(root, file), 'utf8')

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'new-action-'))
    for (const path of COPIED) cpSync(join(ROOT, path), join(root, path), { recursive: true })
  })
  afterEach(() => rmSync(root, { recursive: true }))

  test('copies and renames the folder of Signed Up, its tests included', () => {
    newAction(root, 'newsletterSubscribed')
    const folder = `${PACKAGE}/src/actions/newsletterSubscribed`
    expect(readdirSync(join(root, folder)).sort()).toEqual(['index.ts', 'newsletterSubscribed.test.ts'])
    expect(read(`${folder}/index.ts`)).toContain("title: 'Newsletter Subscribed'")
    expect(read(`${folder}/index.ts`)).toContain('event = "Newsletter Subscribed"')
    expect(read(`${folder}/index.ts`)).not.toMatch(/signedUp|Signed Up/u)
  })

  test('registers the action', () => {
    newAction(root, 'newsletterSubscribed')
    const index = read(`${PACKAGE}/src/index.ts`)
    expect(index).toContain("import newsletterSubscribed from './actions/newsletterSubscribed'\n")
    expect(index).toMatch(/^const actions = \{ signedUp, .*newsletterSubscribed \}$/mu)
  })

  test('repeats the rows of the docs that name Signed Up', () => {
    newAction(root, 'newsletterSubscribed')
    for (const file of ['README.md', `${PACKAGE}/README.md`, 'docs/mapping.md'])
      expect(read(file)).toMatch(/^\|[^|]*Newsletter Subscribed[^|]*\|/mu)
  })

  test('leaves the action Signed Up as it was', () => {
    newAction(root, 'newsletterSubscribed')
    const file = `${PACKAGE}/src/actions/signedUp/index.ts`
    expect(read(file)).toBe(readFileSync(join(ROOT, file), 'utf8'))
  })

  test.each([
    ['', '"" is not in camel case, such as newsletterSubscribed.'],
    ['Newsletter', '"Newsletter" is not in camel case, such as newsletterSubscribed.'],
    ['../evil', '"../evil" is not in camel case, such as newsletterSubscribed.'],
    ['signedUp', 'There is an action of this name: packages/destination-freshdesk/src/actions/signedUp.'],
  ])('refuses the name "%s"', (slug, message) => {
    expect(() => newAction(root, slug)).toThrow(message)
  })
})
