import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'

interface SelectFilterProps {
  label: string
  value: string
  onChange: (value: string) => void
  children: ComponentChildren
}

export function SelectFilter({ label, value, onChange, children }: SelectFilterProps) {
  const id = useId()
  return (
    <label class="event-filter" data-set={value !== '' || undefined}>
      <span id={id}>{label}</span>
      <select value={value} aria-labelledby={id} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {children}
      </select>
    </label>
  )
}

interface TextFilterProps {
  label: string
  name: string
  value: string
  options?: string[]
  placeholder?: string
  onChange: (value: string) => void
}

/** Milliseconds without a key press after which a typed text filters the list. */
const PAUSE = 350

/** A text of the filter. Enter applies it at once, a pause in typing too. */
export function TextFilter({ label, name, value, options, placeholder = 'Any', onChange }: TextFilterProps) {
  const [text, setText] = useState(value)
  const timer = useRef(0)
  useEffect(() => setText(value), [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const apply = (next: string) => {
    clearTimeout(timer.current)
    if (next.trim() !== value) onChange(next.trim())
  }
  const type = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => apply(next), PAUSE)
  }
  const list = options && `event-filter-${name}`
  return (
    <label class="event-filter" data-set={value !== '' || undefined}>
      <span>{label}</span>
      <input
        type="search"
        name={name}
        value={text}
        list={list}
        placeholder={placeholder}
        autocomplete="off"
        spellcheck={false}
        maxLength={512}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={({ key }) => key === 'Enter' && apply(text)}
        onBlur={() => apply(text)}
      />
      {options && (
        <datalist id={list}>
          {options.map(option => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </label>
  )
}
