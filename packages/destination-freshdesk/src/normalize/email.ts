import { domainToASCII } from 'node:url'
import { type Normalized, normalizeIdentifier } from './text'

// Freshdesk refuses accents and * before the @; the other characters that mail allows there pass.
const LOCAL_PART = /^[a-z0-9.!#$%&'+/=?^_`{|}~-]+$/
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])$/

/**
 * An e-mail address as Freshdesk stores it: trimmed, invisible characters removed, lower-cased, the host in ASCII.
 * What is no address Freshdesk would take is left out with a reason.
 */
export function normalizeEmail(raw: unknown): Normalized<string> {
  const { value, omitted } = normalizeIdentifier(raw)
  if (value === undefined) return omitted ? { omitted } : {}
  const text = value
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  const host = domainToASCII(text.slice(at + 1))
  const address = `${local}@${host}`
  if (!LOCAL_PART.test(local) || !HOST.test(host) || address.length > 255) {
    return { omitted: 'is not an e-mail address Freshdesk takes' }
  }
  return { value: address }
}
