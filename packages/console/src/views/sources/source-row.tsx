import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { Source } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'
import { Question } from '../../parts/question'
import { showToast } from '../../parts/toast'
import { EditOrigins } from './edit-origins'
import { SourceCode } from './source-code'
import { WriteKey } from './write-key'
import '../../parts/status.css'

interface SourceRowProps {
  source: Source
  /** The integrations that take the events of this source. */
  usedBy: string[]
  onChanged: () => void
}

type Open = { view: 'code' | 'origins' | 'rotate' | 'off' } | { view: 'key'; writeKey: string }

export function SourceRow({ source, usedBy, onChanged }: SourceRowProps) {
  const [open, setOpen] = useState<Open | null>(null)
  const { name, origins, enabled, signs_requests, managed_by } = source
  const close = () => setOpen(null)
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
      onChanged()
    } catch (error) {
      showToast(toApiError(error).message, 'problem')
    }
  }
  const setEnabled = (on: boolean) =>
    attempt(async () => {
      close()
      await admin.changeSource(name, { enabled: on })
      showToast(on ? `${name} takes events again.` : `${name} is off.`)
    })
  const rotate = () =>
    attempt(async () => {
      const { write_key } = await admin.rotateKey(name)
      setOpen({ view: 'key', writeKey: write_key })
    })
  return (
    <li class="source-row">
      <div class="source-row-name">
        <div class="source-row-title">
          <h2 class="data cut" title={name}>
            {name}
          </h2>
          <span class={`status status-${enabled ? 'delivered' : 'dropped'}`}>
            <span aria-hidden="true">{enabled ? '✓' : '–'}</span>
            {enabled ? 'On' : 'Off'}
          </span>
        </div>
        <p class="quiet">{managed_by === 'file' ? 'from the configuration file' : 'from the console'}</p>
      </div>
      <dl class="source-row-facts">
        <div>
          <dt>Allowed origins</dt>
          <dd class="data">{listSome(origins) || 'every site'}</dd>
        </div>
        <div>
          <dt>Goes to</dt>
          <dd class="data">{listSome(usedBy) || 'no integration yet'}</dd>
        </div>
        <div>
          <dt>Authentication</dt>
          <dd>{signs_requests ? 'write key or signature' : 'write key'}</dd>
        </div>
      </dl>
      <div class="source-row-buttons">
        <Button onClick={() => setOpen({ view: 'code' })} label={`Code for ${name}`}>
          Code
        </Button>
        <Button onClick={() => setOpen({ view: 'origins' })} label={`Edit origins of ${name}`}>
          Edit origins
        </Button>
        <Button onClick={() => setOpen({ view: 'rotate' })} label={`Rotate key of ${name}`}>
          Rotate key
        </Button>
        <Button
          onClick={() => (enabled ? setOpen({ view: 'off' }) : void setEnabled(true))}
          label={`Turn ${enabled ? 'off' : 'on'} ${name}`}
        >
          {enabled ? 'Turn off' : 'Turn on'}
        </Button>
      </div>
      {open?.view === 'code' && (
        <Dialog title={`Send events from ${name}`} onClose={close}>
          <SourceCode />
          <div class="dialog-buttons">
            <Button onClick={close}>Close</Button>
          </div>
        </Dialog>
      )}
      {open?.view === 'origins' && <EditOrigins source={source} onSaved={onChanged} onClose={close} />}
      {open?.view === 'rotate' && (
        <Question
          title={`Rotate the key of ${name}?`}
          action="Rotate the key"
          onConfirm={() => void rotate()}
          onClose={close}
        >
          <p>The old key stops working at once. Pages and servers that use it get 401 until they have the new key.</p>
        </Question>
      )}
      {open?.view === 'off' && (
        <Question
          title={`Turn ${name} off?`}
          action="Turn off"
          onConfirm={() => void setEnabled(false)}
          onClose={close}
        >
          <p>Its events are refused with 401, and SDKs drop refused events. Turn it on again at any time.</p>
        </Question>
      )}
      {open?.view === 'key' && <WriteKey source={name} writeKey={open.writeKey} onClose={close} />}
    </li>
  )
}

/** Texts that fit into a cell. */
const MAX_LISTED = 3

function listSome(texts: string[]): string {
  const rest = texts.length - MAX_LISTED
  return texts.slice(0, MAX_LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
