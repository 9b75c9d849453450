import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { NewSourceWithKey, Source } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { TextField } from '../../parts/text-field'
import { parseOrigins } from './origins'
import { OriginsField } from './origins-field'
import { WriteKey } from './write-key'

interface AddSourceProps {
  onAdded: (source: Source) => void
  onClose: () => void
}

/** Asks for a name and origins, then shows the write key once. */
export function AddSource({ onAdded, onClose }: AddSourceProps) {
  const [name, setName] = useState('')
  const [originText, setOriginText] = useState('')
  const [problems, setProblems] = useState<{ name?: string; origins?: string | null }>({})
  const [isBusy, setBusy] = useState(false)
  const [added, setAdded] = useState<NewSourceWithKey | null>(null)

  const submit = async (event: Event) => {
    event.preventDefault()
    event.stopPropagation()
    const { origins, problem } = parseOrigins(originText)
    if (problem) return setProblems({ origins: problem })
    setBusy(true)
    try {
      const created = await admin.addSource({ name: name.trim(), origins })
      setAdded(created)
      onAdded(created.source)
    } catch (error) {
      const { field, message } = toApiError(error)
      setProblems(field?.startsWith('origins') ? { origins: message } : { name: message })
    } finally {
      setBusy(false)
    }
  }

  if (added) return <WriteKey source={added.source.name} writeKey={added.write_key} onClose={onClose} />
  return (
    <Dialog title="Add a source" onClose={onClose}>
      <form class="source-form" onSubmit={submit}>
        <TextField
          label="Name"
          description="Lower-case letters, digits and hyphens, for example web."
          value={name}
          onChange={setName}
          problem={problems.name ?? null}
          isRequired
        />
        <OriginsField value={originText} onChange={setOriginText} problem={problems.origins ?? null} />
        <div class="dialog-buttons">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" type="submit" isBusy={isBusy} isDisabled={name.trim() === ''}>
            Add the source
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
