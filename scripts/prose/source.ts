import jsTokens from 'js-tokens'
import { findAvoidedWords } from './avoided-words'
import type { Finding } from './finding'

const MAX_COMMENT_COLUMNS = 100

/** A comment that a tool reads, or that ends in an address, cannot be wrapped. */
const UNWRAPPABLE = /biome-ignore|@ts-|https?:\/\/\S+$/u

/**
 * Finds wide comments, and avoided words in comments and in texts for people, in TypeScript or
 * JavaScript. A string is a text for people when it contains a space.
 */
export function checkSource(code: string): Finding[] {
  const lines = code.split('\n')
  const findings: Finding[] = []
  let line = 1
  let column = 0
  for (const token of jsTokens(code)) {
    const parts = token.value.split('\n')
    const isComment = token.type.endsWith('Comment')
    if (isComment || isTextForPeople(token)) {
      for (const [offset, part] of parts.entries()) {
        const whole = lines[line - 1 + offset] ?? ''
        const width = part.length + (offset === 0 ? column : 0)
        const problems = findAvoidedWords(
          isComment ? part.replace(/^\s*(?:\/\/|\/?\*+)\s*/u, '').replace(/`[^`]*`/gu, 'CODE') : part,
        )
        const isLast = whole.slice(width).trim() === ''
        if (isComment && isLast && width > MAX_COMMENT_COLUMNS && !UNWRAPPABLE.test(part))
          problems.push(`${width} columns: wrap the comment at ${MAX_COMMENT_COLUMNS}`)
        findings.push(...problems.map(problem => ({ line: line + offset, problem, text: whole.trim() })))
      }
    }
    line += parts.length - 1
    column = (parts.at(-1) ?? '').length + (parts.length === 1 ? column : 0)
  }
  return findings
}

function isTextForPeople({ type, value }: { type: string; value: string }): boolean {
  return (type === 'StringLiteral' || type.includes('Template')) && value.trim().includes(' ')
}
