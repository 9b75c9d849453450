// @ts-check
import { byId } from '../page/dom.js'
import { say } from '../page/notice.js'
import { addFault, toEffect } from './faults.js'

const dialog = byId('fault-dialog')
const form = byId('fault-form')

/** Shows only what the chosen effect can use. */
function fitForm() {
  for (const label of form.querySelectorAll('[data-for]')) {
    label.hidden = !label.dataset.for.split(' ').includes(form.elements.effect.value)
    for (const control of label.querySelectorAll('input, textarea')) control.disabled = label.hidden
  }
}

/** @returns {Record<string, unknown>} the form as the API's definition of a fault */
function definition() {
  const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== ''))
  const number = (/** @type {string} */ name) => (values[name] === undefined ? undefined : Number(values[name]))
  const match = Object.fromEntries(
    ['method', 'path', 'bodyContains'].filter(name => values[name]).map(name => [name, values[name]]),
  )
  const chance = number('chance')
  return {
    kind: values.effect === 'slow' ? undefined : values.effect,
    status: number('status'),
    headers: values.retryAfter === undefined ? undefined : { 'Retry-After': values.retryAfter },
    body: values.body,
    delayMs: number('delayMs'),
    match: Object.keys(match).length > 0 ? match : undefined,
    times: number('times'),
    probability: chance === undefined ? undefined : chance / 100,
    expiresInSeconds: number('expiresInSeconds'),
  }
}

/**
 * Opens the form for a fault.
 * @param {{ method?: string, path?: string, bodyContains?: string }} [match] the requests that
 *   shall fail; the form stays as it was left without it
 */
export function openFaultForm(match) {
  byId('fault-problem').textContent = ''
  byId('fault-dialog-title').textContent = match ? 'Make this request fail' : 'Custom fault'
  if (match) {
    form.reset()
    for (const [name, value] of Object.entries(match)) form.elements[name].value = value
  }
  fitForm()
  dialog.showModal()
}

byId('fault-custom').addEventListener('click', () => openFaultForm())
form.elements.effect.addEventListener('change', fitForm)
form.addEventListener('submit', async (/** @type {Event} */ event) => {
  event.preventDefault()
  try {
    const fault = await addFault(definition())
    dialog.close()
    say(`Added: ${toEffect(fault)}.`)
  } catch (error) {
    byId('fault-problem').textContent = /** @type {Error} */ (error).message
  }
})
