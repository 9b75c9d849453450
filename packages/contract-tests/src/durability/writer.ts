import { randomInt } from 'node:crypto'

/** What a contact's description must be after a crash; null: there is no such contact. */
export interface Expected {
  unique_external_id: string
  id?: number
  /** As the last response left it. */
  answered: string | null
  /** As a write would leave it that has had no response: it may have happened or not. */
  asked?: string | null
}

export type CallApi = (method: string, path: string, body?: object) => Promise<{ status: number; text: string }>

/** Some of 60 kB: a crash is likely to cut such a line in two. */
const someText = () => 'fern '.repeat(randomInt(1, randomInt(8) === 0 ? 12_000 : 50)).trim()

/**
 * Creates, changes and deletes contacts, one write after the other, until the server is gone.
 */
export async function writeUntilGone(name: string, contacts: Expected[], callApi: CallApi, noteAnswer: () => void) {
  for (;;) {
    const known = contacts[randomInt(8)]
    const contact = known ?? { unique_external_id: `${name}-${contacts.length}`, answered: null }
    if (known === undefined) contacts.push(contact)
    const asked = contact.answered !== null && randomInt(8) === 0 ? null : someText()
    contact.asked = asked
    const response = await write(contact, asked, callApi).catch(leaveWhenGone)
    if (response === 'gone') return
    if (response.status >= 300) throw new Error(`${contact.unique_external_id}: ${response.status} ${response.text}`)
    if (response.status === 201) contact.id = JSON.parse(response.text).id
    contact.answered = asked
    delete contact.asked
    noteAnswer()
  }
}

function write({ unique_external_id, id, answered }: Expected, asked: string | null, callApi: CallApi) {
  if (answered === null)
    return callApi('POST', '/contacts', { name: 'Ada Moss', unique_external_id, description: asked })
  if (asked === null) return callApi('DELETE', `/contacts/${id}/hard_delete?force=true`)
  return callApi('PUT', `/contacts/${id}`, { description: asked })
}

/** What fetch throws when a connection breaks off. */
function leaveWhenGone(error: unknown): 'gone' {
  if ((error as Error).name === 'TypeError') return 'gone'
  throw error
}
