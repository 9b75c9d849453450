import { Button } from './button'
import { showToast } from './toast'

/** Copies a text. `text` is called at the click, so that it may be costly. */
export function CopyButton({ label, text }: { label: string; text: () => string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      showToast('Copied.')
    } catch {
      showToast('The browser does not allow the page to copy. Select the text and copy it.', 'problem')
    }
  }
  return <Button onClick={() => void copy()}>{label}</Button>
}
