import { Presets, SingleBar } from 'cli-progress'
import type { Terminal } from './io'

export interface Progress {
  /** Shows the state anew; `consumed` is the number of bytes whose events are done. */
  update(consumed: number): void
  stop(): void
}

const BAR = 16

/**
 * One live line on a terminal, which is gone when it stops. It is drawn anew every second, so that
 * a pause counts down.
 *
 * @param size the size of the input in bytes, or null when it is unknown
 * @param state the text beside the bar
 */
export function startProgress(stream: Terminal, size: number | null, state: () => string): Progress {
  const isKnown = size !== null && size > 0
  const bar = new SingleBar(
    {
      stream,
      format: isKnown ? '{bar} {percentage}%  {state}' : '{state}',
      barsize: BAR,
      clearOnComplete: true,
      // A process that is killed must not leave a terminal that no longer wraps lines.
      linewrap: true,
      // The command itself decides what an interrupt does.
      gracefulExit: false,
    },
    Presets.shades_classic,
  )
  // A line that wraps cannot be drawn over.
  const room = () => (stream.columns ?? 80) - (isKnown ? BAR + 8 : 1)
  const shown = () => {
    const text = state()
    return text.length > room() ? `${text.slice(0, room() - 1)}…` : text
  }
  let done = 0
  bar.start(isKnown ? size : 1, 0, { state: shown() })
  const draw = () => bar.update(isKnown ? Math.min(done, size) : 0, { state: shown() })
  const timer = setInterval(draw, 1_000).unref()
  return {
    update(consumed) {
      done = consumed
      draw()
    },
    stop() {
      clearInterval(timer)
      bar.stop()
    },
  }
}
