import type { IncomingMessage } from 'node:http'

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i

/**
 * Returns why a request must not reach the admin API, or undefined. A foreign web page in the same
 * browser must neither change the mock nor read it: not by a form or a script, and not by a foreign
 * name that points to this machine (DNS rebinding). Whatever is no browser sends none of the
 * headers looked at here.
 */
export function refusal(req: IncomingMessage, listensOn: string): string | undefined {
  const { host = '', origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = req.headers
  if (isLoopback(listensOn) && !isLoopback(withoutPort(host))) {
    return `This mock listens on this machine only, and ${show(host)} is no name of it. Use localhost or 127.0.0.1.`
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
