import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface StepCardProps {
  number: number
  title: string
  state: 'done' | 'current' | 'later'
  /** What a done step left behind, or what a later step is for. */
  summary: ComponentChildren
  children?: ComponentChildren
}

const WORDS = { done: 'done', current: 'the next step', later: 'later' }

/** One step of the way to the first delivered event. Only the current step shows its content. */
export function StepCard({ number, title, state, summary, children }: StepCardProps) {
  const id = useId()
  return (
    <li class="step-card" data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
      <section aria-labelledby={id}>
        <header class="step-card-header">
          <span class="step-card-mark numbers" role="img" aria-label={`Step ${number}, ${WORDS[state]}`}>
            {state === 'done' ? '✓' : number}
          </span>
          <div>
            <h2 id={id}>{title}</h2>
            <div class="quiet data">{summary}</div>
          </div>
        </header>
        {children && <div class="step-card-content">{children}</div>}
      </section>
    </li>
  )
}
