import type { AddressInfo } from 'node:net'

export interface Usage {
  /** User and system time of the process so far, in microseconds. */
  cpu: number
  /** Resident memory in bytes, after a garbage collection where node was started with --expose-gc. */
  rss: number
}

/** Tells the parent process the port, and from then on answers each message with what the process has used. */
export function serve(address: AddressInfo | string | null) {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    if ((globalThis as { gc?: () => void }).gc) (globalThis as { gc?: () => void }).gc?.()
    process.send?.({ cpu: user + system, rss: process.memoryUsage.rss() } satisfies Usage)
  })
  process.on('disconnect', () => process.exit())
  process.send?.({ port: (address as AddressInfo).port })
}
