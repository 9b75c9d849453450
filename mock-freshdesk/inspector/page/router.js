// @ts-check

/**
 * What is open and what is filtered stand in the address: a link can be passed on, a reload keeps
 * them, and Back closes what is open. `#/requests/12?status=409&account=acme`
 */
const VIEWS = ['requests', 'contacts', 'companies', 'account', 'controls']

/** @typedef {Record<string, string>} Filters */

/** The filters of each view now. @type {Record<string, () => Filters>} */
const filters = {}

/** In every address: which account is shown. */
let account = ''

/** @param {string} view @param {() => Filters} read */
export function keepInAddress(view, read) {
  filters[view] = read
}

/** @param {string} label empty for the default account */
export function keepAccount(label) {
  account = label
}

/**
 * @returns {{ view: string, id: string | undefined, query: Record<string, string> | undefined }}
 *   without a query the filters stay as they are
 */
export function route() {
  const [path = '', search] = location.hash.replace(/^#\/?/, '').split('?')
  const [view = '', id] = path.split('/')
  const query = search === undefined ? undefined : Object.fromEntries(new URLSearchParams(search))
  if (!VIEWS.includes(view)) return { view: 'requests', id: undefined, query }
  try {
    return { view, id: id ? decodeURIComponent(id) : undefined, query }
  } catch {
    return { view, id: undefined, query }
  }
}

/**
 * @param {string} view
 * @param {string} [id]
 * @param {Filters} [more] beside the filters of the view
 */
export function toAddress(view, id, more = {}) {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filters[view]?.(), account, ...more }))
    if (value) query.set(name, value)
  const search = query.size > 0 ? `?${query}` : ''
  return `#/${view}${id === undefined ? '' : `/${encodeURIComponent(id)}`}${search}`
}

/**
 * Changes the view at once, not a moment later as by `location.hash`: the next key may be down
 * already.
 * @param {string} view
 * @param {string} [id]
 * @param {{ replace?: boolean, more?: Filters }} [options]
 */
export function go(view, id, { replace = false, more } = {}) {
  const hash = toAddress(view, id, more)
  if (replace || hash === location.hash) history.replaceState(null, '', hash)
  else history.pushState(null, '', hash)
  dispatchEvent(new HashChangeEvent('hashchange'))
}

/** Writes changed filters into the address. What is open stays open. */
export function rememberFilters() {
  const { view, id, query } = route()
  const { compare = '' } = query ?? {}
  const hash = toAddress(view, id, { compare })
  if (hash !== location.hash) history.replaceState(null, '', hash)
}
