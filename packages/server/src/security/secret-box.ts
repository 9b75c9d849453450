import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes of the key, the initialization vector and the authentication tag of AES-256-GCM. */
const [KEY, IV, TAG] = [32, 12, 16]

/** Encrypts what must be readable again, such as API keys. Write keys are only hashed. */
export class SecretBox {
  /** @param key 32 bytes */
  constructor(private readonly key: Buffer) {}

  seal(text: string): Buffer {
    const iv = randomBytes(IV)
    const cipher = createCipheriv('aes-256-gcm', this.key, iv)
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed])
  }

  /** @throws Error when the value was changed, or sealed with another key */
  open(sealed: Buffer): string {
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, IV))
      decipher.setAuthTag(sealed.subarray(IV, IV + TAG))
      return Buffer.concat([decipher.update(sealed.subarray(IV + TAG)), decipher.final()]).toString('utf8')
    } catch {
      throw new Error('The stored settings were encrypted with another key. Set DATAFLY_SECRET_KEY to that key.')
    }
  }
}

/**
 * Reads the encryption key from DATAFLY_SECRET_KEY (64 hexadecimal digits), or from the file
 * `secret.key` in the data folder, which is made with mode 0600 when it does not exist.
 *
 * @param folder null with a database of one's own, where every process needs the same key
 */
export function openSecretBox(env: NodeJS.ProcessEnv, folder: string | null): SecretBox {
  const given = env.DATAFLY_SECRET_KEY?.trim()
  if (given) return new SecretBox(parseKey(given, 'DATAFLY_SECRET_KEY'))
  if (folder === null) {
    throw new Error(
      'Set DATAFLY_SECRET_KEY to 64 hexadecimal digits (openssl rand -hex 32). Every process on this database needs the same key.',
    )
  }
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'secret.key')
  try {
    writeFileSync(file, randomBytes(KEY).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return new SecretBox(parseKey(readFileSync(file, 'utf8').trim(), file))
}

function parseKey(text: string, place: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`${place} must hold 64 hexadecimal digits.`)
  return Buffer.from(text, 'hex')
}

/** Write keys are long and random, so one round of SHA-256 protects them. */
export const hashKey = (key: string): Buffer => createHash('sha256').update(key).digest()
