import type { Socket } from 'node:net'

/**
 * Two facts that decide whether a client sent a request before or after it got a response: when its
 * connection opened, and when nothing sent earlier can still come in.
 */

const connectTimes = new WeakMap<Socket, number>()

/** Remembers when a connection opened. The first request on it cannot be older. */
export function rememberConnectTime(socket: Socket): void {
  connectTimes.set(socket, performance.now())
}

/** Returns when a connection opened, for its first request only. */
export function takeConnectTime(socket: Socket | null): number | undefined {
  const time = socket ? connectTimes.get(socket) : undefined
  if (socket && time !== undefined) connectTimes.delete(socket)
  return time
}

/**
 * Calls back at the end of the next turn of the event loop. Requests that were on their way when a
 * response went out are read in the same turn or the next one.
 */
export function afterNextTurn(callback: () => void): void {
  setImmediate(() => setImmediate(callback).unref()).unref()
}
