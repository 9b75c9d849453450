import type { Writable } from 'node:stream'
import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  /** The progress: in bytes of the input when its size is known, and in events otherwise. */
  update(done: number, events: number): void
  note(text: string): void
  stop(): void
}

/**
 * A bar on a terminal; it is gone when it stops. The size is null when it is unknown how much there
 * is to come.
 */
export function startProgress(stream: Writable, size: number | null): Progress {
  const bar = new SingleBar(
    {
      stream,
      format: size === null ? '{events} events  {note}' : '{bar} {percentage}%  {events} events  {note}',
      barsize: 24,
      clearOnComplete: true,
      // A process that is killed must not leave a terminal that no longer wraps lines.
      linewrap: true,
      // The command itself decides what an interrupt does.
      gracefulExit: false,
    },
    Presets.shades_classic,
  )
  bar.start(size ?? 1, 0, { events: 0, note: '' })
  return {
    update: (done, events) => bar.update(size === null ? 0 : Math.min(done, size), { events, note: '' }),
    note: text => bar.update({ note: text }),
    stop: () => bar.stop(),
  }
}
