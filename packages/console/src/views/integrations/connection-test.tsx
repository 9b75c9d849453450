import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import type { TestConnection, TestConnectionRequest } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { Button } from '../../parts/button'
import './connection-test.css'

interface ConnectionTestProps {
  /** The settings to try. */
  settings: TestConnectionRequest['settings']
  /** The integration whose stored key is used when the settings hold no key. */
  name?: string
  isDisabled?: boolean
}

const SIGNS = { passed: '✓', failed: '✕', unknown: '?' } as const
const WORDS = { passed: 'passed', failed: 'failed', unknown: 'not known' } as const

type Result = { of: string; value: TestConnection } | { of: string; problem: string }

/** Asks the account itself, and shows the sentences of the plugin. Saves nothing. */
export function ConnectionTest({ settings, name, isDisabled }: ConnectionTestProps) {
  const [result, setResult] = useState<Result | null>(null)
  const [isBusy, setBusy] = useState(false)
  const tried = JSON.stringify(settings)
  const test = async () => {
    setBusy(true)
    try {
      setResult({ of: tried, value: await admin.testConnection({ ...(name && { name }), settings }) })
    } catch (error) {
      setResult({ of: tried, problem: toApiError(error).message })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div class="connection-test">
      <Button onClick={() => void test()} isBusy={isBusy} isDisabled={isDisabled}>
        Test connection
      </Button>
      <div role="status" class="connection-test-result">
        {result && result.of !== tried && <p class="quiet">The settings have changed since the last test.</p>}
        {result &&
          result.of === tried &&
          ('problem' in result ? <Failed sentence={result.problem} /> : <Checks {...result.value} />)}
      </div>
    </div>
  )
}

function Checks({ ok, checks, advice }: TestConnection) {
  const failed = checks.filter(({ state }) => state === 'failed').length
  return (
    <>
      {ok && <p class="connection-test-ok">✓ The connection works.</p>}
      {failed > 0 && (
        <p class="connection-test-failed">
          ✕ {checks.length === 1 ? 'The check failed.' : `${failed} of ${checks.length} checks failed.`}
        </p>
      )}
      <ul class="connection-test-checks">
        {checks.map(({ name, state, message }) => (
          <li key={`${name}${message}`} class={`connection-test-check is-${state}`}>
            <span aria-hidden="true">{SIGNS[state]}</span>
            <span class="data">
              <span class="visually-hidden">{WORDS[state]}: </span>
              {message}
            </span>
          </li>
        ))}
      </ul>
      {advice.map(sentence => (
        <p key={sentence} class="data">
          {sentence}
        </p>
      ))}
    </>
  )
}

const Failed = ({ sentence }: { sentence: string }) => <p class="connection-test-failed data">✕ {sentence}</p>
