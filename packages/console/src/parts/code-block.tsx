import { CopyButton } from './copy-button'
import './code-block.css'

/** A value as JSON, or a text as it is, with a button that copies it. */
export function CodeBlock({ value, label }: { value: unknown; label: string }) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')
  return (
    <figure class="code" aria-label={label}>
      <figcaption>
        <span>{label}</span>
        <CopyButton label="Copy" text={() => text} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keyboard. */}
      <pre class="data" tabIndex={0}>
        {text}
      </pre>
    </figure>
  )
}
