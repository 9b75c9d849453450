import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../parts/button'
import './text-list.css'

interface TextListProps {
  /** The name of one text, such as `Place`. Its number follows. */
  itemLabel: string
  /** The thing that the texts belong to, for screen readers. */
  of: string
  items: string[]
  addLabel: string
  /** True when the order counts, so that items move up and down. */
  isOrdered?: boolean
  /** The id of a `datalist` with suggestions. */
  suggestions?: string
  /** A short note about one text, such as its value in an event. */
  note?: (item: string) => string | null
  onChange: (items: string[]) => void
}

/** A list of short texts that grows, shrinks and, when its order counts, moves. */
export function TextList(props: TextListProps) {
  const { itemLabel, of, items, addLabel, isOrdered = false, suggestions, note, onChange } = props
  const list = useRef<HTMLOListElement>(null)
  const length = useRef(items.length)
  useEffect(() => {
    if (items.length > length.current) list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus()
    length.current = items.length
  }, [items.length])
  const replace = (index: number, text: string) => onChange(items.map((item, other) => (other === index ? text : item)))
  const remove = (index: number) => onChange(items.filter((_, other) => other !== index))
  const moveUp = (index: number) => {
    const moved = [...items]
    moved.splice(index - 1, 2, items[index] ?? '', items[index - 1] ?? '')
    onChange(moved)
  }
  return (
    <div class="text-list">
      <ol ref={list}>
        {items.map((item, index) => (
          <li key={index} class="text-list-item">
            <input
              class="mono"
              type="text"
              value={item}
              list={suggestions}
              aria-label={`${itemLabel} ${index + 1} of ${of}`}
              autocomplete="off"
              spellcheck={false}
              onInput={({ currentTarget }) => replace(index, currentTarget.value)}
            />
            {isOrdered && (
              <Button
                kind="quiet"
                isDisabled={index === 0}
                onClick={() => moveUp(index)}
                label={`Move ${itemLabel.toLowerCase()} ${index + 1} of ${of} up`}
              >
                ↑
              </Button>
            )}
            <Button
              kind="quiet"
              onClick={() => remove(index)}
              label={`Remove ${itemLabel.toLowerCase()} ${index + 1} of ${of}`}
            >
              ✕
            </Button>
            {note?.(item) && <span class="text-list-note quiet data cut">{note(item)}</span>}
          </li>
        ))}
      </ol>
      <Button kind="quiet" onClick={() => onChange([...items, ''])} label={`${addLabel} to ${of}`}>
        + {addLabel}
      </Button>
    </div>
  )
}
