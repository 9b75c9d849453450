/** A word or phrase that we avoid, and the one to use instead. */
interface AvoidedWord {
  pattern: RegExp
  instead: string
}

/**
 * Each pattern matches whole words in any case, but not a part of an address or a quoted name.
 * CONTRIBUTING.md has the rules.
 */
const AVOIDED_WORDS: readonly AvoidedWord[] = [
  avoid('nobody|no one', 'name who: "no contact", "no agent"'),
  avoid('somebody|someone|anybody|whoever', 'name who: "a person", "an agent"'),
  avoid("nobody's|somebody's|everybody's", 'name whose it is'),
  avoid('(?:is|are|was|were) none', '"is not a ...", "there is no ..."'),
  avoid('told|tells', '"reports", "shows", "returns", "names"'),
  avoid('mend|mends|mended|mending', '"fix", "repair"'),
  avoid('of (?:its|his|her|their|your|our|my) own', '"own ..." before the noun, or leave it out'),
  avoid('of another', '"of a different ...", or name it'),
  avoid('npx deliver', '"pnpm deliver" or "npx @datafly/cli deliver": the bare name is the package of a stranger'),
  // "Or else" as in "otherwise"; "anything else" and JavaScript's own `else` are fine.
  { pattern: /(?:[,;(]\s*|^)else\b/iu, instead: '"otherwise"' },
]

function avoid(words: string, instead: string): AvoidedWord {
  return { pattern: new RegExp(`(?<![\\w=/@."-])(?:${words})(?![\\w=/@-])`, 'iu'), instead }
}

/** Returns one sentence for each avoided word in the text, such as `"told": write "reports"`. */
export function findAvoidedWords(text: string): string[] {
  return AVOIDED_WORDS.flatMap(({ pattern, instead }) => {
    const [found] = pattern.exec(text) ?? []
    return found === undefined ? [] : [`"${found.replace(/^[,;(\s]+/u, '')}": write ${instead}`]
  })
}
