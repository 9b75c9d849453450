// @ts-check

import { setContactFilters } from '../contacts/contacts.js'
import { call, callForText, parse } from '../page/api.js'
import { copyButton } from '../page/copy.js'
import { fields, openDetail, openGone } from '../page/detail.js'
import { byId, el } from '../page/dom.js'
import { count } from '../page/format.js'
import { codeBlock } from '../page/json.js'
import { createList } from '../page/list.js'
import { attempt } from '../page/notice.js'
import { createPages } from '../page/paged.js'
import { go, keepInAddress, rememberFilters } from '../page/router.js'
import { showRequestsAbout } from '../requests/requests.js'

const form = byId('companies-filters')
const searched = () => form.elements.text.value.trim()

export const companyList = createList({
  scroller: byId('companies-scroller'),
  key: (/** @type {any} */ company) => String(company.id),
  draw: drawRow,
  open: company => go('companies', String(company.id)),
  need: (first, last) => pages.need(first, last),
})

const pages = createPages({
  async load(page, signal) {
    const { companies, total } = await call('GET', '/companies', { query: { q: searched(), ...page }, signal })
    return { rows: companies, total }
  },
  show: companyList.show,
  loaded(total) {
    if (searched() === '') byId('companies-count').textContent = count(total)
    byId('companies-shown').textContent =
      searched() === ''
        ? `${count(total)} shown`
        : `${count(total)} of ${byId('companies-count').textContent || '…'} shown`
    const empty = byId('companies-empty')
    empty.hidden = total > 0
    empty.replaceChildren(
      el('h3', {}, searched() === '' ? 'No companies yet' : 'No company matches'),
      searched() === ''
        ? el('p', {}, 'A seed or POST /api/v2/companies brings some.')
        : el('button', { type: 'button', onclick: () => form.reset() }, 'Show all companies'),
    )
  },
})

/** @param {any} company */
function drawRow({ name, domains = [], industry, updated_at: updatedAt = '' }) {
  return {
    name: [name, ...domains].join(', '),
    cells: [
      el('td', { class: 'name' }, el('button', { type: 'button', class: 'open' }, name)),
      el('td', { class: 'domains' }, domains.join(', ')),
      el('td', { class: 'industry' }, industry),
      el('td', { class: 'number time' }, updatedAt.slice(0, 16).replace('T', ' ')),
    ],
  }
}

export const refreshCompanies = pages.refresh

export function restartCompanies() {
  companyList.toTop()
  pages.restart()
}

let shown = { id: '', json: '' }

/** @param {string} id @param {{ focus: boolean, again?: boolean, signal: AbortSignal }} options */
export async function showCompany(id, { focus, again, signal }) {
  const json = await callForText('GET', `/companies/${encodeURIComponent(id)}`, { signal }).catch(error => {
    if (error.status !== 404) throw error
    return ''
  })
  if (again && shown.id === id && shown.json === json) return
  shown = { id, json }
  const onClose = () => go('companies')
  if (json === '') {
    openGone(`Company ${id}`, `There is no company ${id}. It was deleted, or the data was replaced since.`, {
      onClose,
      focus,
    })
    return
  }
  const { name, domains, custom_fields: custom = {}, ...rest } = parse(json)
  openDetail({
    title: name,
    actions: [
      el('button', { type: 'button', onclick: () => toContacts(id) }, 'Contacts of this company'),
      el('button', { type: 'button', onclick: () => showRequestsAbout(`companies/${id}`) }, 'Requests of this company'),
      copyButton('Copy JSON', () => json, 'The company is copied.', ''),
    ],
    content: [
      fields([['Name', name], ['Domains', domains], ...Object.entries(rest)]),
      Object.keys(custom).length > 0 &&
        el('section', {}, el('h3', {}, 'Custom fields'), fields(Object.entries(custom))),
      el('details', {}, el('summary', {}, 'JSON'), codeBlock(json, 'Company as JSON')),
    ],
    onClose,
    focus,
  })
}

/** @param {string} id */
function toContacts(id) {
  setContactFilters({ company: id })
  go('contacts')
}

/** Sets the search that an address names. @param {Record<string, string>} query */
export function setCompanyFilters({ text = '' }) {
  if (text === searched()) return
  form.elements.text.value = text
  changed()
}

function changed() {
  rememberFilters()
  restartCompanies()
}

let typing = 0
keepInAddress('companies', () => ({ text: searched() }))
form.addEventListener('submit', (/** @type {Event} */ event) => event.preventDefault())
form.addEventListener('input', () => {
  clearTimeout(typing)
  typing = setTimeout(attempt(changed), 120)
})
form.addEventListener('reset', () => setTimeout(changed))
