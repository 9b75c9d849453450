// @ts-check
import { el } from './dom.js'
import { findAddress } from './links.js'

/** Longer texts are shown in part: a body may have 10 MB. */
const SHOWN_CHARACTERS = 100_000
/** Deeper levels are indented no further: a hostile body may nest thousands of them. */
const DEEPEST_INDENT = 24

const TOKEN = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g

/**
 * A body as a block of code: JSON indented and coloured, digit by digit as it came; anything else
 * as it is.
 * @param {string} text
 * @param {string} label
 * @param {string} [record] the record that the body is about, such as `contacts/7`: its ids lead
 *   there
 */
export function codeBlock(text, label, record) {
  const shown = text.slice(0, SHOWN_CHARACTERS)
  const block = el('pre', { tabindex: 0, role: 'region', 'aria-label': label })
  if (shown === text && isJson(text)) block.append(...layOut(text, record))
  else block.append(shown)
  if (shown === text) return block
  const note = `The first ${SHOWN_CHARACTERS.toLocaleString('en')} of ${text.length.toLocaleString('en')} characters. Copy takes all of them.`
  return el('div', {}, block, el('p', { class: 'hint' }, note))
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** @param {string} json valid JSON @param {string} [record] */
function layOut(json, record) {
  const tokens = json.match(TOKEN) ?? []
  /** @type {(Node | string)[]} */
  const parts = []
  let depth = 0
  const line = () => parts.push(`\n${'  '.repeat(Math.min(depth, DEEPEST_INDENT))}`)
  tokens.forEach((token, index) => {
    const next = tokens[index + 1]
    if (token === '{' || token === '[') {
      parts.push(token)
      depth += 1
      if (next !== '}' && next !== ']') line()
    } else if (token === '}' || token === ']') {
      depth -= 1
      const before = tokens[index - 1]
      if (before !== '{' && before !== '[') line()
      parts.push(token)
    } else if (token === ',') {
      parts.push(token)
      line()
    } else if (token === ':') parts.push(': ')
    else {
      const address =
        /^\d+$/.test(token) && tokens[index - 1] === ':' && findAddress(unquote(tokens[index - 2]), token, record)
      const shown = el('span', { class: kind(token, next) }, token)
      parts.push(address ? el('a', { href: address }, shown) : shown)
    }
  })
  return parts
}

/** @param {string | undefined} key */
const unquote = (key = '') => key.slice(1, -1)

/** @param {string} token @param {string | undefined} next */
function kind(token, next) {
  if (next === ':') return 'key'
  if (token.startsWith('"')) return 'string'
  return token === 'null' ? 'null' : 'literal'
}
