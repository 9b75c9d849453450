import { checkMarkdown } from './markdown'
import { checkSource } from './source'

const problems = (findings: { line: number; problem: string }[]) =>
  findings.map(({ line, problem }) => `${line}: ${problem.split(':')[0]}`)

describe('checkMarkdown', () => {
  const words = (count: number) => `Word ${'word '.repeat(count - 2)}end.`

  test.each<[string, string, string[]]>([
    ['a sentence of 25 words', words(25), []],
    ['a sentence of 26 words', words(26), ['1: 26 words']],
    [
      'a long sentence over two lines',
      `# Title\n\nFirst.\n\n${words(13).replace('.', '')}\n${words(13)}`,
      ['5: 26 words'],
    ],
    ['two short sentences', `${words(20)} ${words(20)}`, []],
    ['a long sentence in a list', `- ${words(10)}\n- ${words(30)}`, ['2: 30 words']],
    ['a long sentence in a table', `| a |\n| - |\n| ${words(30)} |`, ['3: 30 words']],
    ['inline code, which counts as one word', `\`${words(30)}\` ${words(24)}`, []],
    ['a code block', `\`\`\`sh\n${words(30)} nobody\n\`\`\``, []],
    ['an avoided word', 'First.\n\nThe host is told the id.', ['3: "told"']],
    ['an avoided word in a heading', '## Nobody', ['1: "Nobody"']],
    ['an avoided word in a link', '[what nobody knows](x.md)', ['1: "nobody"']],
    ['"else" for "otherwise"', 'It is 409, else 400.', ['1: "else"']],
    ['"anything else"', 'It refuses anything else.', []],
  ])('%s', (_, text, expected) => expect(problems(checkMarkdown(text))).toEqual(expected))
})

describe('checkSource', () => {
  const comment = (columns: number) => `// ${'x'.repeat(columns - 3)}`

  test.each<[string, string, string[]]>([
    ['a comment of 100 columns', comment(100), []],
    ['a comment of 101 columns', comment(101), ['1: 101 columns']],
    ['a wide line of a block comment', `/*\n * ok\n ${'x'.repeat(100)}\n */`, ['3: 101 columns']],
    ['a comment behind code', `const a = 1 ${comment(100)}`, ['1: 112 columns']],
    ['a comment that ends in an address', `// https://example.com/${'x'.repeat(100)}`, []],
    ['a comment within wide code', `f(${'x'.repeat(90)}, /** @type {string} */ x)`, []],
    ['wide code', `const a = '${'x'.repeat(120)}'`, []],
    ['an avoided word in a comment', '\n/** Returns null when there is nobody. */', ['2: "nobody"']],
    ['an avoided word in a text', "throw new Error('There is none. The domain is none.')", ['1: "is none"']],
    ['an avoided word in a template', 'const text = `The host was told`', ['1: "told"']],
    ['an avoided word as a value', "const label = 'nobody'", []],
    ['an avoided word in an address', "get('GET /contacts?account=nobody and more')", []],
    ['an avoided word in code of a comment', '// starts as the user `nobody`', []],
    ['a quoted name', 'throw new Error(\'There is no account "nobody".\')', []],
    ['an identifier', 'const nobody = 1', []],
  ])('%s', (_, code, expected) => expect(problems(checkSource(code))).toEqual(expected))
})
