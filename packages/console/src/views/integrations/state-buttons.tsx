import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { Integration } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { Button } from '../../parts/button'
import { Question } from '../../parts/question'
import { showToast } from '../../parts/toast'

/** Pause and resume, off and on. They work at once, beside any unsaved change. */
export function StateButtons({ integration, onChanged }: { integration: Integration; onChanged: () => void }) {
  const { name, paused, enabled, revision } = integration
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<Integration>, done: string) => {
    setAsking(false)
    setBusy(true)
    try {
      await work()
      showToast(done)
    } catch (error) {
      showToast(toApiError(error).message, 'problem')
    } finally {
      setBusy(false)
      onChanged()
    }
  }
  const setEnabled = (on: boolean) =>
    attempt(
      () => admin.changeIntegration(name, { revision, enabled: on }),
      on ? `${name} is on.` : `${name} is off. Events that arrive are dropped.`,
    )
  return (
    <>
      {enabled &&
        (paused ? (
          <Button isBusy={isBusy} onClick={() => void attempt(() => admin.resume(name), `${name} delivers again.`)}>
            Resume
          </Button>
        ) : (
          <Button
            isBusy={isBusy}
            onClick={() => void attempt(() => admin.pause(name), `${name} is paused. Events wait.`)}
          >
            Pause
          </Button>
        ))}
      <Button isDisabled={isBusy} onClick={() => (enabled ? setAsking(true) : void setEnabled(true))}>
        {enabled ? 'Turn off' : 'Turn on'}
      </Button>
      {isAsking && (
        <Question
          title={`Turn ${name} off?`}
          action="Turn off"
          onConfirm={() => void setEnabled(false)}
          onClose={() => setAsking(false)}
        >
          <p>
            Events that arrive while it is off are dropped with the reason integration-off. To keep them, pause instead.
          </p>
        </Question>
      )}
    </>
  )
}
