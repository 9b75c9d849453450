// @ts-check

/** What is open stands in the address, so that a link to it can be passed on and Back closes it. */
const VIEWS = ['requests', 'contacts', 'controls']

/** @returns {{ view: string, id: string | undefined }} */
export function route() {
  const [view = '', id] = location.hash.replace(/^#\/?/, '').split('/')
  if (!VIEWS.includes(view)) return { view: 'requests', id: undefined }
  try {
    return { view, id: id ? decodeURIComponent(id) : undefined }
  } catch {
    return { view, id: undefined }
  }
}

/**
 * Changes the view at once, not a moment later as by `location.hash`: the next key may be down
 * already.
 * @param {string} view
 * @param {string} [id]
 * @param {{ replace?: boolean }} [options]
 */
export function go(view, id, { replace = false } = {}) {
  const hash = `#/${view}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`
  if (replace || hash === location.hash) history.replaceState(null, '', hash)
  else history.pushState(null, '', hash)
  dispatchEvent(new HashChangeEvent('hashchange'))
}
