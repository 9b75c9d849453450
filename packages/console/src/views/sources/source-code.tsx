import { useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import { useResource } from '../../api/use-resource'
import { CodeBlock } from '../../parts/code-block'
import { toSnippets } from './snippets'

/** Stands for a key that the server does not show again. */
const NO_KEY = 'WRITE_KEY'

/** Code that sends the first event of a source: for a terminal and for a page. */
export function SourceCode({ writeKey = NO_KEY }: { writeKey?: string }) {
  const [chosen, setChosen] = useState(0)
  const server = useResource('server', () => admin.server()).value
  const snippets = toSnippets(server?.intake_url ?? 'http://127.0.0.1:4100', writeKey)
  const snippet = snippets[chosen]
  return (
    <div class="source-code">
      <fieldset class="source-code-choice">
        <legend class="visually-hidden">Language of the code</legend>
        {snippets.map(({ title }, index) => (
          <label key={title}>
            <input type="radio" checked={index === chosen} onChange={() => setChosen(index)} />
            {title}
          </label>
        ))}
      </fieldset>
      {snippet && <CodeBlock label={`Send an event (${snippet.title})`} value={snippet.code} />}
      {writeKey === NO_KEY && (
        <p class="quiet">Put the write key in place of {NO_KEY}. If it is lost, rotate the key to get a new one.</p>
      )}
    </div>
  )
}
