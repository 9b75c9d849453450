import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { NewSourceWithKey } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { CodeBlock } from '../../parts/code-block'
import { TextField } from '../../parts/text-field'
import { SourceCode } from '../sources/source-code'
import '../sources/sources.css'

/** Step 1: the name of the first source. */
export function SourceStep({ onAdded }: { onAdded: (added: NewSourceWithKey) => void }) {
  const [name, setName] = useState('web')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    try {
      onAdded(await admin.addSource({ name: name.trim() }))
    } catch (error) {
      setProblem(toApiError(error).message)
      setBusy(false)
    }
  }
  return (
    <form class="first-visit-form" onSubmit={submit}>
      <TextField
        label="Name of the source"
        description="A short name for your site or app. Lower-case letters, digits and hyphens."
        value={name}
        onChange={setName}
        problem={problem}
        isRequired
      />
      <Button kind="main" type="submit" isBusy={isBusy} isDisabled={name.trim() === ''}>
        Add the source
      </Button>
    </form>
  )
}

/** The write key of the new source, as long as the page is open. */
export const NewKey = ({ added }: { added: NewSourceWithKey }) => (
  <div class="first-visit-key">
    <p role="status">
      Copy the write key now, for your product. The server keeps only a hash of it. Let your product send after step 2:
      until then, no integration takes its events.
    </p>
    <CodeBlock label={`Write key of ${added.source.name}`} value={added.write_key} />
    <details>
      <summary>Code for your product</summary>
      <SourceCode writeKey={added.write_key} />
    </details>
  </div>
)
