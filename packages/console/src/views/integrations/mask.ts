import { Mask } from '../events/personal-data'

/** Returns a value as it may be shown. The key is the last part of its path. */
export type ToShown = (value: unknown, key?: string) => unknown

/** Hides the personal data of a real event unless a person asked for it. */
export function createMask(event: unknown, isMasked: boolean): ToShown {
  if (!isMasked) return value => value
  const mask = new Mask([event])
  return (value, key) => mask.json(value, key)
}

/** The last key of a path such as `$.traits.email`. */
export const toLastKey = (path: string): string => path.split('.').at(-1) ?? ''
