import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { EventSummary } from '../../api/types'
import { usePersonalData } from '../../parts/personal-data'
import { toKey } from './event-list'
import { EventRow } from './event-row'
import { useVirtualRows } from './use-virtual-rows'
import './event-table.css'

/** The height of a row, and of a row of two lines on a narrow list. `events.css` has both too. */
const ROW = 44
const NARROW_ROW = 68
const NARROW = 800

/** Rows before the end of the list at which older events are loaded. */
const AHEAD = 20

const COLUMNS = [
  ['time', 'Time'],
  ['person', 'Person'],
  ['name', 'Event'],
  ['integration', 'Integration'],
  ['outcome', 'Outcome'],
  ['http', 'HTTP'],
  ['attempts', 'Attempts'],
  ['duration', 'Duration'],
] as const

interface EventTableProps {
  rows: EventSummary[]
  /** True when older events exist, so that their number is unknown. */
  hasMore: boolean
  openKey: string | null
  /** The event that the keyboard is at. Each new object moves the focus there. */
  active: { key: string } | null
  toHref: (event: EventSummary) => string
  onEnd: () => void
  /** Called when it changes whether new events may move the rows. */
  onFollow: (follows: boolean) => void
  children: ComponentChildren
}

/** The list of events. Only the rows that can be seen are in the page. */
export function EventTable({ rows, hasMore, openKey, active, toHref, onEnd, onFollow, children }: EventTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [isNarrow, setNarrow] = useState(false)
  const showPersonalData = usePersonalData()
  const virtualizer = useVirtualRows(scroller, rows.length, isNarrow ? NARROW_ROW : ROW)
  const items = virtualizer.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const now = new Date()

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setNarrow((entry?.contentRect.width ?? 1_000) < NARROW))
    if (scroller.current) observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - AHEAD) onEnd()
  }, [last, rows.length, onEnd])
  useActiveRow(rows, active, virtualizer, scroller)

  // New events move the rows only while the reader neither points at a row nor has one in focus.
  const isPointed = useRef(false)
  const report = () => {
    const { current } = scroller
    const isFocused = current?.querySelector('tbody')?.contains(document.activeElement) ?? false
    onFollow(!isPointed.current && !isFocused && (current?.scrollTop ?? 0) === 0)
  }
  const point = (isInside: boolean) => () => {
    isPointed.current = isInside
    report()
  }
  return (
    <div class="event-list">
      <div class="event-scroller" ref={scroller} onScroll={report} onFocusCapture={report} onBlurCapture={report}>
        <table class="event-table" aria-rowcount={hasMore ? -1 : rows.length + 1} aria-label="Events, the newest first">
          <thead>
            <tr>
              {COLUMNS.map(([key, label]) => (
                <th key={key} scope="col" class={`event-${key}`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody
            style={{ height: `${virtualizer.getTotalSize()}px` }}
            onPointerEnter={point(true)}
            onPointerLeave={point(false)}
          >
            {items.map(({ index, start }) => {
              const event = rows[index]
              if (!event) return null
              const key = toKey(event)
              return (
                <EventRow
                  key={key}
                  event={event}
                  href={toHref(event)}
                  index={index}
                  top={start}
                  isOpen={key === openKey}
                  showPersonalData={showPersonalData}
                  now={now}
                />
              )
            })}
          </tbody>
        </table>
        {children}
      </div>
    </div>
  )
}

/** Scrolls to the row that the keyboard is at, and gives its link the focus. */
function useActiveRow(
  rows: EventSummary[],
  active: { key: string } | null,
  virtualizer: ReturnType<typeof useVirtualRows>,
  scroller: { current: HTMLElement | null },
): void {
  useEffect(() => {
    if (active === null) return
    const index = rows.findIndex(event => toKey(event) === active.key)
    if (index === -1) return
    virtualizer.scrollToIndex(index)
    const before = document.activeElement
    const focus = () => {
      // A person who pressed the next key in the meantime has moved the focus to a different place.
      if (document.activeElement !== before && document.activeElement !== document.body) return
      scroller.current?.querySelector<HTMLElement>(`a[data-index="${index}"]`)?.focus({ preventScroll: true })
    }
    const frame = requestAnimationFrame(() => requestAnimationFrame(focus))
    return () => cancelAnimationFrame(frame)
    // Only a move of the keyboard moves the focus.
  }, [active])
}
