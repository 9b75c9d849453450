/**
 * The language of `query` in /search/contacts: `"email:'ada@example.com' AND (active:true OR
 * created_at:>'2026-01-01')"`. AND binds tighter than OR. `:>` is at least, `:<` is at most. Texts
 * and days stand in single quotes.
 */

type Operator = ':' | ':>' | ':<'

export type Value = string | number | boolean | null

export interface Test {
  readonly kind: 'test'
  readonly field: string
  readonly operator: Operator
  readonly value: Value
}

interface Group {
  readonly kind: 'and' | 'or'
  readonly parts: readonly Node[]
}

export type Node = Test | Group

/** What is wrong with a query, in a sentence. */
export class QueryError extends Error {}

const MAX_LENGTH = 512

/** Takes the parameter as it came, double quotes included. Throws QueryError. */
export function parseSearch(given: string): Node {
  const quoted = /^"(.*)"$/s.exec(given.trim())
  if (!quoted) throw new QueryError('The query should be enclosed in double quotes: query="email:\'ada@example.com\'"')
  const text = quoted[1] ?? ''
  if (text.length > MAX_LENGTH) {
    throw new QueryError(`Has ${text.length} characters, it can have maximum of ${MAX_LENGTH} characters`)
  }
  const tokens = tokenize(text)
  const { node, next } = readOr(tokens, 0)
  if (next < tokens.length) throw unexpected(tokens[next])
  return node
}

const TOKEN = /\s*(?:([()])|(AND|OR)\b|([A-Za-z_]\w*)\s*(:[<>]?)\s*(?:'((?:[^'\\]|\\.)*)'|([^\s()']+)))/y

type Token =
  | { readonly kind: '(' | ')' | 'AND' | 'OR'; readonly at: number }
  | { readonly kind: 'test'; readonly node: Node; readonly at: number }

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (!match)
      throw new QueryError(`The query cannot be read from character ${at + 1}: ${text.slice(at, at + 40).trim()}`)
    const [, bracket, word, field, operator, quoted, bare] = match
    if (bracket) tokens.push({ kind: bracket as '(' | ')', at })
    else if (word) tokens.push({ kind: word as 'AND' | 'OR', at })
    else {
      const value = quoted !== undefined ? quoted.replace(/\\(.)/g, '$1') : bareValue(bare ?? '')
      tokens.push({
        kind: 'test',
        node: { kind: 'test', field: field ?? '', operator: operator as Operator, value },
        at,
      })
    }
  }
  return tokens
}

function bareValue(word: string): Value {
  if (word === 'null') return null
  if (word === 'true' || word === 'false') return word === 'true'
  if (/^-?\d+(?:\.\d+)?$/.test(word)) return Number(word)
  throw new QueryError(`A text should stand in single quotes: '${word}'`)
}

interface Read {
  readonly node: Node
  readonly next: number
}

function readOr(tokens: readonly Token[], start: number): Read {
  return readChain(tokens, start, 'OR', (all, at) => readChain(all, at, 'AND', readOne))
}

function readChain(
  tokens: readonly Token[],
  start: number,
  word: 'AND' | 'OR',
  readPart: (tokens: readonly Token[], start: number) => Read,
): Read {
  const first = readPart(tokens, start)
  const parts = [first.node]
  let { next } = first
  while (tokens[next]?.kind === word) {
    const part = readPart(tokens, next + 1)
    parts.push(part.node)
    next = part.next
  }
  return { node: parts.length === 1 ? first.node : { kind: word === 'AND' ? 'and' : 'or', parts }, next }
}

function readOne(tokens: readonly Token[], start: number): Read {
  const token = tokens[start]
  if (token?.kind === 'test') return { node: token.node, next: start + 1 }
  if (token?.kind !== '(') throw unexpected(token)
  const inner = readOr(tokens, start + 1)
  if (tokens[inner.next]?.kind !== ')') throw new QueryError('A parenthesis is not closed')
  return { node: inner.node, next: inner.next + 1 }
}

function unexpected(token: Token | undefined) {
  if (token === undefined) return new QueryError('The query ends where a condition should follow')
  const what = token.kind === 'test' ? 'a condition without AND or OR before it' : token.kind
  return new QueryError(`Unexpected ${what} at character ${token.at + 1}`)
}
