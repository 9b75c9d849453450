import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client as McpClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import type { Client } from './client'
import { openHttpsFront } from './https-front'

/**
 * A server of tools for language models. It runs in a separate process and uses fetch. It connects
 * only to https://$FRESHDESK_DOMAIN, so it gets an HTTPS proxy and trusts its certificate by
 * NODE_EXTRA_CA_CERTS. Its code is unchanged.
 */
export async function freshdeskMcp(url: string, apiKey: string): Promise<Client> {
  const front = await openHttpsFront(url)
  const directory = await mkdtemp(join(tmpdir(), 'freshdesk-mcp-'))
  const certificate = join(directory, 'front.pem')
  await writeFile(certificate, front.certificate)

  const mcp = new McpClient({ name: 'contract-tests', version: '1' })
  await mcp.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(dirname(require.resolve('freshdesk-mcp/package.json')), 'dist/index.js')],
      env: { FRESHDESK_DOMAIN: front.host, FRESHDESK_API_KEY: apiKey, NODE_EXTRA_CA_CERTS: certificate },
      stderr: 'ignore',
    }),
  )

  async function call(name: string, args: Record<string, unknown>): Promise<unknown> {
    const { content } = await mcp.callTool({ name, arguments: args })
    const [first] = content as { type: string; text: string }[]
    const result = JSON.parse(first?.text ?? 'null')
    if (result?.error) throw result
    return result
  }

  return {
    create: contact => call('create_contact', { contact }),
    read: contact_id => call('get_contact', { contact_id }),
    list: query => call('list_contacts', { ...query }),
    search: email => call('search_contacts', { query: email }),
    update: (contact_id, contact) => call('update_contact', { contact_id, contact }),
    delete: contact_id => call('delete_contact', { contact_id }),
    async close() {
      await mcp.close()
      await front.close()
      await rm(directory, { recursive: true })
    },
  }
}
