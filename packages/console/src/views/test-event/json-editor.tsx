import { useRef } from 'preact/hooks'
import { Button } from '../../parts/button'
import type { EventProblem } from './parse-event'

interface JsonEditorProps {
  text: string
  problem: EventProblem | null
  onChange: (text: string) => void
}

const MIN_LINES = 16
const MAX_LINES = 32

/** The event as text, with line numbers. A mistake names its line, and one click leads there. */
export function JsonEditor({ text, problem, onChange }: JsonEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const numbers = useRef<HTMLDivElement>(null)
  const lines = text.split('\n').length
  const showProblem = () => {
    area.current?.focus()
    area.current?.setSelectionRange(problem?.offset ?? 0, (problem?.offset ?? 0) + 1)
  }
  return (
    <div class="json-editor">
      <div class="json-editor-frame" data-invalid={problem !== null || undefined}>
        <div ref={numbers} class="json-editor-numbers numbers" aria-hidden="true">
          {Array.from({ length: lines }, (_, index) => (
            <span key={index} data-wrong={index + 1 === problem?.line || undefined}>
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          aria-label="The event as JSON"
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby="json-problem"
          rows={Math.min(Math.max(lines, MIN_LINES), MAX_LINES)}
          wrap="off"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          value={text}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
          onScroll={({ currentTarget }) => numbers.current?.scrollTo({ top: currentTarget.scrollTop })}
        />
      </div>
      <div id="json-problem" class="json-editor-problem" role="status">
        {problem && (
          <>
            <span class="field-problem">
              Line {problem.line}: {problem.message}
            </span>
            <Button kind="quiet" onClick={showProblem}>
              Go to line {problem.line}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
