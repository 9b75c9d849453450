import { domainToASCII } from 'node:url'
import { isPlaceholderEmail } from './placeholder'
import { normalizeWhole } from './text'
import type { Normalized } from './value'

// Freshdesk refuses accents and * before the @. It accepts the other characters that mail allows
// there.
const LOCAL_PART = /^[a-z0-9.!#$%&'+/=?^_`{|}~-]+$/
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/

/**
 * An e-mail address as Freshdesk stores it: trimmed, without invisible characters, in lower case,
 * the host in ASCII. A text that Freshdesk would refuse, and an address that people type instead of
 * their own, are left out with a reason.
 */
export function normalizeEmail(raw: unknown): Normalized<string> {
  const { value, omitted } = normalizeWhole(raw)
  if (value === undefined) return omitted ? { omitted } : {}
  const text = value
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  const address = `${local}@${toAscii(text.slice(at + 1))}`
  if (!LOCAL_PART.test(local) || !HOST.test(address.slice(local.length + 1)) || address.length > 255)
    return { omitted: 'is not an e-mail address that Freshdesk accepts' }
  return isPlaceholderEmail(address) ? { omitted: 'is a placeholder that many people share' } : { value: address }
}

/** Most hosts are in ASCII, and need no slow call. Those with `xn--` may be invalid. */
const toAscii = (host: string) => (HOST.test(host) && !host.includes('xn--') ? host : domainToASCII(host))
