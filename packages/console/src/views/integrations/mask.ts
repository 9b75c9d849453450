/** A value with its texts masked: the first letter, then dots. Numbers and truth values stay. */
export function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : `${Array.from(value.slice(0, 2))[0]}•••`
  if (Array.isArray(value)) return value.map(maskValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, maskValue(child)]))
}
