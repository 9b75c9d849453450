import { useState } from 'preact/hooks'
import { admin } from '../api/admin'
import { toApiError } from '../api/use-resource'
import { Button } from '../parts/button'
import { TextField } from '../parts/text-field'

/** Asks for the admin token, which the server exchanges for a session cookie. */
export function Login({ onDone }: { onDone: () => void }) {
  const [token, setToken] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    try {
      await admin.logIn(token.trim())
      onDone()
    } catch (error) {
      setProblem(toApiError(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <main class="login">
      <form class="login-form" onSubmit={submit}>
        <h1>datafly console</h1>
        <p class="quiet">
          Enter the admin token of this server. Whoever runs the server has it, in DATAFLY_ADMIN_TOKEN.
        </p>
        <TextField label="Admin token" type="password" value={token} onChange={setToken} problem={problem} autoFocus />
        <Button kind="main" type="submit" isBusy={isBusy} isDisabled={token.trim() === ''}>
          Log in
        </Button>
      </form>
    </main>
  )
}
