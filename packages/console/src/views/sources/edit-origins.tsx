import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { Source } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { showToast } from '../../parts/toast'
import { parseOrigins } from './origins'
import { OriginsField } from './origins-field'

interface EditOriginsProps {
  source: Source
  onSaved: () => void
  onClose: () => void
}

export function EditOrigins({ source, onSaved, onClose }: EditOriginsProps) {
  const [text, setText] = useState(source.origins.join('\n'))
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    const parsed = parseOrigins(text)
    if (parsed.problem) return setProblem(parsed.problem)
    setBusy(true)
    try {
      await admin.changeSource(source.name, { origins: parsed.origins })
      showToast('The allowed origins are saved.')
      onSaved()
      onClose()
    } catch (error) {
      setProblem(toApiError(error).message)
      setBusy(false)
    }
  }
  return (
    <Dialog title={`Allowed origins of ${source.name}`} onClose={onClose}>
      <form class="source-form" onSubmit={submit}>
        <OriginsField value={text} onChange={setText} problem={problem} />
        <div class="dialog-buttons">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" type="submit" isBusy={isBusy}>
            Save the origins
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
