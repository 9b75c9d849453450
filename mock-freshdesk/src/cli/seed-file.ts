import { readFileSync } from 'node:fs'
import type { Seed } from '../accounts/accounts'
import { startMock } from '../server'
import { InvalidInput } from '../validation/invalid-input'

/**
 * Reads a seed, a snapshot or a saved recording. Throws an InvalidInput that names the file and
 * says what is wrong.
 */
export async function readSeedFile(file: string, { deterministic = false } = {}): Promise<Seed> {
  const given = parse(file, read(file))
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new InvalidInput(`--seed ${file} holds no JSON object.`)
  }
  return 'recording' in given ? replayToSeed(file, given as { recording: [] }, deterministic) : given
}

/** The data after the calls of a recording, replayed in a separate mock. */
async function replayToSeed(file: string, recording: { recording: [] }, deterministic: boolean): Promise<Seed> {
  const mock = await startMock({ deterministic })
  try {
    const { refused } = mock.admin.replay(recording)
    const [first] = refused
    if (!first) return mock.admin.snapshot()
    const call = `${first.method} ${first.url}`
    throw new InvalidInput(
      `--seed ${file}: call ${first.index} of the recording, ${call}, gets ${first.status}: ${first.response}`,
    )
  } finally {
    await mock.close()
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by this user',
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new InvalidInput(`--seed ${file} ${REASONS[code] ?? `cannot be read: ${message}`}.`)
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidInput(`--seed ${file} is not JSON: ${(error as Error).message}.`)
  }
}
