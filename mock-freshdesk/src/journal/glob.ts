/**
 * Whether a text fits a pattern in which `*` stands for any characters, also none. Not a regular
 * expression: a pattern such as `*a*a*a*b` sent by anyone must not keep the server busy for
 * minutes.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*')
  const tail = rest.pop()
  if (tail === undefined) return text === head
  if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false

  const end = text.length - tail.length
  let from = head.length
  for (const piece of rest) {
    const found = text.indexOf(piece, from)
    if (found === -1 || found + piece.length > end) return false
    from = found + piece.length
  }
  return true
}
