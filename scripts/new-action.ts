import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Adds an action to the destination: copies the action Signed Up, renames it, registers it, and
 * gives it a row in the docs.
 *
 * @example pnpm new-action newsletterSubscribed
 */
const TEMPLATE = { slug: 'signedUp', title: 'Signed Up' }
const PACKAGE = 'packages/destination-freshdesk'
const DOCS = ['README.md', `${PACKAGE}/README.md`, 'docs/mapping.md']

/**
 * @param root folder of the repository
 * @param slug name of the new action in camel case, such as `newsletterSubscribed`
 * @returns the paths of the files that it wrote, relative to root
 * @throws Error with a sentence for the contributor, before it writes a file
 */
export function newAction(root: string, slug: string): string[] {
  if (!/^[a-z]+(?:[A-Z][a-z]+)*$/u.test(slug))
    throw new Error(`"${slug}" is not in camel case, such as newsletterSubscribed.`)
  const folder = `${PACKAGE}/src/actions/${slug}`
  if (existsSync(join(root, folder))) throw new Error(`There is an action of this name: ${folder}.`)
  const action = { slug, title: toTitle(slug) }
  const index = `${PACKAGE}/src/index.ts`
  const registered = register(readFileSync(join(root, index), 'utf8'), slug)

  const written = copyTemplate(root, folder, action)
  writeFileSync(join(root, index), registered)
  written.push(index)
  for (const file of DOCS) {
    const before = readFileSync(join(root, file), 'utf8')
    const after = addRows(before, action)
    if (after === before) continue
    writeFileSync(join(root, file), after)
    written.push(file)
  }
  return written
}

interface Action {
  slug: string
  /** The title of the action, and the name of the event that it subscribes to. */
  title: string
}

/** `newsletterSubscribed` becomes `Newsletter Subscribed`. */
const toTitle = (slug: string) =>
  slug.replace(/^[a-z]|[A-Z]/gu, (letter, at) => (at === 0 ? letter.toUpperCase() : ` ${letter}`))

const rename = (text: string, { slug, title }: Action) =>
  text.replaceAll(TEMPLATE.slug, slug).replaceAll(TEMPLATE.title, title)

function copyTemplate(root: string, folder: string, action: Action): string[] {
  cpSync(join(root, PACKAGE, 'src/actions', TEMPLATE.slug), join(root, folder), { recursive: true })
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(file => join(folder, file))
    .filter(file => statSync(join(root, file)).isFile())
    .map(file => {
      const target = join(folder, rename(file.slice(folder.length + 1), action))
      renameSync(join(root, file), join(root, target))
      writeFileSync(join(root, target), rename(readFileSync(join(root, target), 'utf8'), action))
      return target
    })
}

/** Adds the import, and the slug in the list of actions. */
function register(code: string, slug: string): string {
  const importOfTemplate = new RegExp(`^import .*'\\./actions/${TEMPLATE.slug}'\n`, 'mu')
  const listOfActions = /(?<=^const actions = \{[^}]*?)(?=,?\s*\})/mu
  if (!importOfTemplate.test(code) || !listOfActions.test(code))
    throw new Error(`${PACKAGE}/src/index.ts has another form than this script knows. See docs/add-an-action.md.`)
  return code
    .replace(importOfTemplate, line => line + line.replaceAll(TEMPLATE.slug, slug))
    .replace(listOfActions, `, ${slug}`)
}

/** Repeats each table row whose first cell names the template, for the new action. */
function addRows(markdown: string, action: Action): string {
  const row = new RegExp(`^\\|[^|\n]*${TEMPLATE.title}[^|\n]*\\|.*\n`, 'gmu')
  return markdown.replace(row, line => line + rename(line, action))
}

if (require.main === module) {
  const root = join(__dirname, '..')
  try {
    const [slug = ''] = process.argv.slice(2)
    const written = newAction(root, slug)
    execFileSync('pnpm', ['exec', 'biome', 'check', '--write', ...written], { cwd: root, stdio: 'ignore' })
    console.log(`Wrote\n${written.map(file => `  ${file}`).join('\n')}`)
    console.log(`Next: edit them, as docs/add-an-action.md describes. Then run: pnpm test:code src/actions`)
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
