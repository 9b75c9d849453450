import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { main } from './main'

/** Runs the command with an empty environment and an empty standard input. */
async function run(words: string, { terminal = false } = {}) {
  const stream = () => Object.assign(new PassThrough(), { isTTY: terminal })
  const [stdin, stdout, stderr] = [stream(), stream(), stream()]
  stdin.end()
  const argv = words.split(' ').filter(Boolean)
  const code = await main(argv, { stdin, stdout, stderr, env: {}, signal: new AbortController().signal })
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') }
}

describe('wrong words give exit code 2 and a sentence', () => {
  it.each([
    ['deliver a b', 'too many arguments'],
    ['deliver --no-such-flag', "unknown option '--no-such-flag'"],
    ['deliver --jsn', '(Did you mean --json?)'],
    ['deliver --rejected', "option '--rejected <file>' argument missing"],
    ['deliver --rejected=', 'Write the name of a file.'],
    ['deliver --concurrency 0', 'Write a whole number from 1 to 1000.'],
    ['deliver --concurrency 1.5', 'Write a whole number from 1 to 1000.'],
    ['deliver --concurrency many', 'Write a whole number from 1 to 1000.'],
    ['deliver --concurrency=-3', 'Write a whole number from 1 to 1000.'],
    ['deliver --concurrency 1e3', 'Write a whole number from 1 to 1000.'],
    ['deliver --max-attempts 101', 'Write a whole number from 1 to 100.'],
    ['delivr', "unknown command 'delivr'\n(Did you mean deliver?)"],
    ['', 'Usage: datafly'],
  ])('datafly %s', async (words, sentence) => {
    const { code, stdout, stderr } = await run(words)
    expect(stderr).toContain(sentence)
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  it('deliver without a file on a terminal', async () => {
    const { code, stderr } = await run('deliver', { terminal: true })
    expect(stderr).toContain('Give a file of events, or pipe events in')
    expect(code).toBe(2)
  })

  it.each(['--api-key=sesame', '--api-key sesame', '--apikey sesame', '--key=sesame', '--token sesame', '-key sesame'])(
    'a key on the command line, which is not repeated: %s',
    async words => {
      const { code, stderr } = await run(`deliver ${words}`)
      expect(stderr).toContain('FRESHDESK_API_KEY')
      expect(stderr).not.toContain('sesame')
      expect(code).toBe(2)
    },
  )
})

it.each(['--version', '-v'])('datafly %s shows the version of the package', async flag => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8'))
  expect(await run(flag)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
})

it('datafly --help lists the commands', async () => {
  const { code, stdout } = await run('--help')
  expect(stdout).toContain('deliver [options] [file]')
  expect(code).toBe(0)
})

it('the help has colours on a terminal only', async () => {
  expect((await run('deliver --help')).stdout).not.toContain('\u001b')
  expect((await run('deliver --help', { terminal: true })).stdout).toContain('\u001b[1mUsage:')
})
