// @ts-check
import { entries } from './journal.js'

/** @typedef {import('./journal.js').Summary} Summary */

/**
 * Requests concern the same person when they have an identity in common, directly or by way of
 * others: a create names an email, its 409 a contact, and the update only the contact.
 */

/** @type {Map<string, string>} an identity to another one of the same person */
let parents = new Map()
/** The last request that is known. */
let known = -1
let first = -1

/** @param {Summary} entry @param {string} identity */
const toKey = (entry, identity) => `${entry.account}\n${identity}`

/** @param {string} key @returns {string} the one identity that stands for the person */
function findRoot(key) {
  let root = key
  for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next
  while (key !== root) {
    const next = parents.get(key) ?? root
    parents.set(key, root)
    key = next
  }
  return root
}

/** Takes in what arrived since the last time; all of it when older ones came or went. */
function update() {
  const all = entries()
  if (all[0]?.seq !== first) {
    parents = new Map()
    known = -1
    first = all[0]?.seq ?? -1
  }
  for (let index = all.findLastIndex(entry => entry.seq <= known) + 1; index < all.length; index++) {
    const entry = /** @type {Summary} */ (all[index])
    const [one, ...others] = entry.identities ?? []
    if (one === undefined) continue
    const root = findRoot(toKey(entry, one))
    for (const other of others) {
      const old = findRoot(toKey(entry, other))
      if (old !== root) parents.set(old, root)
    }
  }
  known = all.at(-1)?.seq ?? -1
}

/**
 * @param {Summary} entry
 * @returns {string | undefined} the person's key, the same for each of the person's requests
 */
export function findPerson(entry) {
  update()
  const [one] = entry.identities ?? []
  return one === undefined ? undefined : findRoot(toKey(entry, one))
}

/**
 * @param {string} identity such as `contacts/72009990004`
 * @param {string} account
 */
export function findPersonOf(identity, account) {
  update()
  return findRoot(`${account}\n${identity}`)
}
