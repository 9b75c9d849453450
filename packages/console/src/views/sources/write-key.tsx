import { Button } from '../../parts/button'
import { CodeBlock } from '../../parts/code-block'
import { Dialog } from '../../parts/dialog'
import { SourceCode } from './source-code'

interface WriteKeyProps {
  source: string
  writeKey: string
  onClose: () => void
}

/** The write key of a source, which the server shows this one time, and code that uses it. */
export function WriteKey({ source, writeKey, onClose }: WriteKeyProps) {
  return (
    <Dialog title={`The write key of ${source}`} onClose={onClose}>
      <p>Copy the key now. The server keeps a hash of it and cannot show it again.</p>
      <CodeBlock label="Write key" value={writeKey} />
      <SourceCode writeKey={writeKey} />
      <div class="dialog-buttons">
        <Button kind="main" onClick={onClose}>
          I have copied the key
        </Button>
      </div>
    </Dialog>
  )
}
