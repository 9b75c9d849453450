// @ts-check
import { call, callForText, currentAccount } from '../page/api.js'
import { ask } from '../page/dialog.js'
import { el } from '../page/dom.js'
import { chooseFile, download } from '../page/download.js'
import { plural } from '../page/format.js'
import { attempt, say } from '../page/notice.js'

/** @param {string} label @param {() => unknown} run */
const button = (label, run) => el('button', { type: 'button', onclick: attempt(async () => run()) }, label)

/** @param {string} href @param {string} text */
const link = (href, text) => el('a', { href, target: '_blank', rel: 'noopener' }, text)

/** @param {string} title @param {string} hint @param {Node[]} controls */
const line = (title, hint, ...controls) =>
  el('div', { class: 'line' }, el('span', {}, title, el('small', {}, hint)), el('span', { class: 'row' }, ...controls))

export const dataSection = el(
  'section',
  { 'aria-labelledby': 'data-title' },
  el('h2', { id: 'data-title' }, 'Data'),
  line(
    'Seed',
    'Replaces the data. A reset returns to it.',
    button('Load a seed…', loadSeed),
    button('Default seed…', loadDefaultSeed),
  ),
  line(
    'Snapshot',
    'The data now, as a seed. It contains the API keys of agents.',
    button('Save snapshot', saveSnapshot),
  ),
  line(
    'Recording',
    'The writes that succeeded, to make them again',
    button('Save recording', saveRecording),
    button('Replay a recording…', replayRecording),
  ),
  el(
    'p',
    { class: 'links' },
    link('/__admin/openapi.json', 'OpenAPI description'),
    link('/__admin/help', 'List of endpoints'),
    link('/__admin/db/db', 'Raw rows'),
  ),
)

/** @param {string} text @param {string} what */
function parseFile(text, what) {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`This is not JSON, so it is not a ${what}.`)
  }
}

function loadSeed() {
  const area = el('textarea', { rows: 10, required: true, spellcheck: 'false', placeholder: '{ "contacts": [ … ] }' })
  ask({
    title: 'Load a seed',
    content: [
      el('p', {}, `It replaces the data of ${whose()}. Collections that it leaves out come from the default seed.`),
      el('label', { class: 'stack' }, 'Seed as JSON', area),
      el(
        'div',
        { class: 'row' },
        button('Choose a file…', async () => (area.value = await chooseFile())),
      ),
    ],
    confirm: 'Replace the data',
    danger: true,
    onConfirm: () => putSeed(parseFile(area.value, 'seed')),
  })
}

function loadDefaultSeed() {
  ask({
    title: 'Load the default seed?',
    content: [el('p', {}, `It replaces the data of ${whose()}.`)],
    confirm: 'Replace the data',
    danger: true,
    onConfirm: () => putSeed({}),
  })
}

const whose = () => (currentAccount() === undefined ? 'this mock' : `the account ${currentAccount()}`)

/** @param {unknown} seed */
async function putSeed(seed) {
  const counts = await call('PUT', '/seed', { body: seed })
  say(`Loaded: ${plural(counts.contacts, 'contact')}, ${plural(counts.companies, 'company', 'companies')}.`)
}

async function saveSnapshot() {
  download('snapshot.json', await callForText('GET', '/snapshot'))
  say('Saved as snapshot.json.')
}

async function saveRecording() {
  const text = await callForText('GET', '/recording', { query: { account: undefined } })
  download('recording.json', text)
  const { recording, complete } = JSON.parse(text)
  say(`${plural(recording.length, 'write')} saved as recording.json.${complete ? '' : ' Older writes are missing.'}`)
}

function replayRecording() {
  const area = el('textarea', { rows: 8, required: true, spellcheck: 'false', placeholder: '{ "recording": [ … ] }' })
  ask({
    title: 'Replay a recording',
    content: [
      el('p', {}, 'Its writes are made again, past faults and rate limits.'),
      el('label', { class: 'stack' }, 'Recording as JSON', area),
      el(
        'div',
        { class: 'row' },
        button('Choose a file…', async () => (area.value = await chooseFile())),
      ),
    ],
    confirm: 'Replay',
    async onConfirm() {
      const { replayed, refused } = await call('POST', '/recording', {
        query: { account: undefined },
        body: parseFile(area.value, 'recording'),
      })
      say(`${plural(replayed, 'write')} made${refused.length > 0 ? `, ${refused.length} refused` : ''}.`)
    },
  })
}
