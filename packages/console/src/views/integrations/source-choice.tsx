import { useState } from 'preact/hooks'
import type { Source } from '../../api/types'
import { Button } from '../../parts/button'
import { AddSource } from '../sources/add-source'
import './source-choice.css'

interface SourceChoiceProps {
  sources: Source[]
  chosen: string[]
  problem: string | null
  onChange: (chosen: string[]) => void
  /** Called after a source was added here. */
  onAdded: () => void
}

/** The sources whose events go to the integration. A missing source is added in place. */
export function SourceChoice({ sources, chosen, problem, onChange, onAdded }: SourceChoiceProps) {
  const [isAdding, setAdding] = useState(false)
  const names = [...new Set([...sources.map(({ name }) => name), ...chosen])]
  const toggle = (name: string) =>
    onChange(chosen.includes(name) ? chosen.filter(other => other !== name) : [...chosen, name])
  const add = (name: string) => {
    onChange([...chosen, name])
    onAdded()
  }
  return (
    <fieldset class="field source-choice">
      <legend>Sources</legend>
      <p class="field-description">
        {names.length === 0
          ? 'A source is a site or an app that sends events. Add the first one here.'
          : 'Events of these sources go to this integration.'}
      </p>
      {names.map(name => (
        <label key={name} class="source-choice-item">
          <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
          <span class="data cut">{name}</span>
          {sources.some(source => source.name === name && !source.enabled) && <span class="quiet">off</span>}
        </label>
      ))}
      {problem && (
        <p class="field-problem" role="alert">
          {problem}
        </p>
      )}
      <div>
        <Button kind={names.length === 0 ? 'plain' : 'quiet'} onClick={() => setAdding(true)}>
          Add a source
        </Button>
      </div>
      {isAdding && <AddSource onAdded={({ name }) => add(name)} onClose={() => setAdding(false)} />}
    </fieldset>
  )
}
