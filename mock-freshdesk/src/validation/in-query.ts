import type { Reader } from './readers'

/** In a query string a number is digits. */
export const inQuery =
  (of: Reader<number>): Reader<number> =>
  (value, name) =>
    of(typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value, name)
