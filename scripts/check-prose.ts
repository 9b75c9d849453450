import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from './prose/finding'
import { checkMarkdown } from './prose/markdown'
import { checkSource } from './prose/source'

/**
 * Checks the writing rules of CONTRIBUTING.md in every file that git tracks. Prints `file:line`,
 * the problem and the sentence. Exit code 1 when there is a finding. Arguments limit it to paths
 * that begin with one of them.
 *
 * @example pnpm check:prose docs packages/cli
 */
const root = join(__dirname, '..')

/** Files that quote the avoided words, and files that a tool writes. */
const EXEMPT =
  /^scripts\/prose\/|CHANGELOG\.md$|^packages\/console\/src\/api\/schema\.ts$|^\.changeset\/|^\.github\/ISSUE_TEMPLATE/u

function main(prefixes: string[]) {
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter(file => !EXEMPT.test(file) && (prefixes.length === 0 || prefixes.some(prefix => file.startsWith(prefix))))
  let count = 0
  for (const file of files) {
    for (const { line, problem, text } of check(file)) {
      count += 1
      console.log(`${file}:${line}  ${problem}\n    ${text}`)
    }
  }
  if (count > 0) {
    console.log(`${count} places to rewrite: see "How we write" in CONTRIBUTING.md`)
    process.exitCode = 1
  }
}

function check(file: string): Finding[] {
  if (file.endsWith('.md')) return checkMarkdown(read(file))
  if (/\.(?:tsx?|js)$/u.test(file)) return checkSource(read(file))
  return []
}

const read = (file: string) => readFileSync(join(root, file), 'utf8')

main(process.argv.slice(2))
