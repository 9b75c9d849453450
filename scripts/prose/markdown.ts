import MarkdownIt, { type Token } from 'markdown-it'
import { findAvoidedWords } from './avoided-words'
import type { Finding } from './finding'

const MAX_WORDS = 25

const markdown = new MarkdownIt({ html: true })
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * Finds long sentences and avoided words in a Markdown text. Code is left out: inline code counts
 * as one word.
 */
export function checkMarkdown(text: string): Finding[] {
  return blocksOf(text).flatMap(({ line, prose }) =>
    [...sentences.segment(prose)].flatMap(({ segment }) => checkSentence(segment.trim(), line)),
  )
}

function checkSentence(sentence: string, line: number): Finding[] {
  const words = sentence.split(/\s+/u).filter(word => /[\p{L}\p{N}]/u.test(word)).length
  const problems = findAvoidedWords(sentence)
  if (words > MAX_WORDS) problems.push(`${words} words: split the sentence, at most ${MAX_WORDS}`)
  return problems.map(problem => ({ line, problem, text: sentence }))
}

/**
 * Returns each paragraph, heading, list item and table cell as plain text, with the line where it
 * begins.
 */
function blocksOf(text: string): { line: number; prose: string }[] {
  let line = 1
  return markdown.parse(text, {}).flatMap(token => {
    if (token.map) line = token.map[0] + 1
    return token.type === 'inline' ? [{ line, prose: plainText(token) }] : []
  })
}

function plainText(block: Token): string {
  return (block.children ?? [])
    .map(({ type, content }) => {
      if (type === 'text') return content
      if (type === 'softbreak') return ' '
      if (type === 'hardbreak') return '. '
      return type === 'code_inline' ? 'CODE' : ''
    })
    .join('')
}
