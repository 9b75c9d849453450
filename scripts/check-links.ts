import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import MarkdownIt, { type Token } from 'markdown-it'

/**
 * Checks that the Markdown files of this repository name files that exist: as a relative link, or
 * as a path in inline code. Prints `file:line` and the path. Exit code 1 when a file is missing.
 */
const ROOT = join(__dirname, '..')

/** A path in inline code is checked when it starts with one of these folders. */
const CODE_PATH = /^(?:packages|mock-freshdesk|docs|scripts|examples|\.github|\.vscode)\/[\w./-]*[\w/]$/u
/** These exist only after a build. */
const GENERATED = /^docs\/api(?:\/|$)|\/dist(?:\/|$)|\/node_modules\//u

/** These pages name files that the reader creates. */
const TUTORIAL = /^docs\/add-/u

const markdown = new MarkdownIt({ html: true })

function main() {
  const files = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean)
  let missing = 0
  for (const file of files) {
    for (const { line, path, isCode } of findPaths(readFileSync(join(ROOT, file), 'utf8'), dirname(file))) {
      if (GENERATED.test(path) || existsSync(join(ROOT, path))) continue
      if (isCode && TUTORIAL.test(file)) continue
      missing += 1
      console.log(`${file}:${line}  there is no ${path}`)
    }
  }
  if (missing > 0) process.exitCode = 1
}

/** Returns the paths that a page names, relative to the root of the repository. */
function findPaths(text: string, folder: string): { line: number; path: string; isCode: boolean }[] {
  let line = 1
  return markdown.parse(text, {}).flatMap(block => {
    if (block.map) line = block.map[0] + 1
    return (block.children ?? []).flatMap(token => {
      const path = toPath(token, folder)
      return path === undefined ? [] : [{ line, path, isCode: token.type === 'code_inline' }]
    })
  })
}

function toPath(token: Token, folder: string): string | undefined {
  if (token.type === 'code_inline') return CODE_PATH.test(token.content) ? token.content : undefined
  const target = `${token.attrGet('href') ?? token.attrGet('src') ?? ''}`
  if (!target || /^[a-z]+:|^#/u.test(target)) return undefined
  return join(folder, decodeURI(target.replace(/#.*$/u, '')))
}

main()
