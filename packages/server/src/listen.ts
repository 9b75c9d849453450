import type { FastifyInstance } from 'fastify'

/**
 * Listens, and resolves to the address.
 *
 * @param option the option that chooses the port, for the message
 * @throws Error with the way out when the port is taken
 */
export async function listen(app: FastifyInstance, host: string, port: number, option: string): Promise<string> {
  try {
    await app.listen({ host, port })
    return getAddress(app)
  } catch (error) {
    await app.close()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} on ${host} is taken by a different program. Choose a free port with ${option}.`)
  }
}

function getAddress(app: FastifyInstance): string {
  const address = app.server.address()
  if (typeof address !== 'object' || !address) throw new Error('The server does not listen.')
  return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`
}
