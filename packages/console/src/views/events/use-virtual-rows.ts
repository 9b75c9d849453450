import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks'

/** Renders only the rows that can be seen, of a list of any length. All rows have one height. */
export function useVirtualRows(scroller: RefObject<HTMLElement | null>, count: number, height: number) {
  const [, rerender] = useReducer((turn: number) => turn + 1, 0)
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => rerender(0),
  }
  const virtualizer = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null)
  virtualizer.current ??= new Virtualizer(options)
  virtualizer.current.setOptions({ ...virtualizer.current.options, ...options })
  useLayoutEffect(() => virtualizer.current?._didMount(), [])
  useLayoutEffect(() => virtualizer.current?._willUpdate())
  // The library caches the sizes of rows, and a new height makes them stale.
  useLayoutEffect(() => virtualizer.current?.measure(), [height])
  return virtualizer.current
}
