// @ts-check

/** @param {string} id @returns {any} the element of the page with this id */
export const byId = id => document.getElementById(id)

/**
 * Makes an element. Strings become text, never HTML: what the server sends is hostile until shown
 * otherwise.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] functions are listeners (`onclick`), true is an
 *   empty attribute, null and false leave the attribute out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {any}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), /** @type {EventListener} */ (value))
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value))
  }
  for (const child of children) if (child || child === '') element.append(child)
  return element
}

/**
 * Leaves these children in this order, and no others. Those that stay are not moved, so that the
 * one with the focus keeps it.
 * @param {Element} parent
 * @param {Element[]} children
 */
export function arrange(parent, children) {
  const kept = new Set(children)
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove()
  let here = parent.firstChild
  for (const child of children) {
    if (child === here) here = here.nextSibling
    else parent.insertBefore(child, here)
  }
}
