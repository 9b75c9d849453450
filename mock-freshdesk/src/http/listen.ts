import type { AddressInfo, Server } from 'node:net'

interface ListenError extends NodeJS.ErrnoException {
  port?: number
  address?: string
  hostname?: string
}

/**
 * Resolves with the port. Rejects with node's own error, its message a sentence that says what to
 * do.
 */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: ListenError) => {
      error.message = toSentence(error)
      reject(error)
    }
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function toSentence({ code, message, port, address, hostname }: ListenError): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken. Choose another port, or port 0 for a free one.`
    case 'EACCES':
      return `Port ${port} may not be used by this user. Choose one from 1024 on, or port 0 for a free one.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${address ?? hostname} is no address of this machine. Choose another host, such as 127.0.0.1.`
    default:
      return message
  }
}
