// @ts-check
import { el } from './dom.js'

/** Saves a text as a file on the tester's machine. @param {string} name @param {string} text */
export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = el('a', { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  URL.revokeObjectURL(url)
}

/** Lets the tester choose a file. @returns {Promise<string>} its text */
export function chooseFile() {
  return new Promise(resolve => {
    const input = el('input', { type: 'file', accept: '.json,application/json' })
    input.addEventListener('change', async () => {
      const [file] = input.files
      if (file) resolve(await file.text())
    })
    input.click()
  })
}
