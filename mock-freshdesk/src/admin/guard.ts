import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i

/** Where accounts live. Only Freshdesk can point these names to a machine. */
const ACCOUNT = /^[a-z0-9-]+\.freshdesk\.com$/

/**
 * Returns why a request must not reach the admin API, or undefined. A foreign web page in the same
 * browser must neither change the mock nor read it: not by a form or a script, and not by a foreign
 * name that points to this machine (DNS rebinding). Clients that are no browser send none of these
 * headers but Host.
 *
 * @param allowedHosts The names that the mock has beside localhost, its IP addresses and accounts.
 */
export function refusal(req: IncomingMessage, allowedHosts: readonly string[]): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = req.headers
  if (!isOwnName(withoutPort(host).toLowerCase(), allowedHosts)) {
    return `${show(host)} is no name of this mock. Use localhost or an IP address, or start the mock with --allow-host.`
  }
  const reads = req.method === 'GET' || req.method === 'HEAD'
  const followsLink = reads && mode === 'navigate'
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !followsLink) {
    return 'This request comes from a page of a different site. Only the inspector at /__admin/ may send it.'
  }
  if (origin !== undefined && !reads && !isSameOrigin(origin, host)) {
    return `A page of ${show(origin)} asked for this change. Only the inspector at /__admin/ may.`
  }
  return undefined
}

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host)
}

/** A page can rebind a name to this machine, and not an IP address. */
function isOwnName(name: string, allowedHosts: readonly string[]): boolean {
  return (
    isLoopback(name) ||
    isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 ||
    ACCOUNT.test(name) ||
    allowedHosts.some(allowed => allowed.toLowerCase() === name)
  )
}

function isSameOrigin(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host.toLowerCase()
  } catch {
    return false
  }
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '')
}

function show(text: string): string {
  return JSON.stringify(text.slice(0, 100))
}
