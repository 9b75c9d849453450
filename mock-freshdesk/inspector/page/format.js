// @ts-check

const REASONS = /** @type {Record<number, string>} */ ({
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  413: 'Too Large',
  415: 'Unsupported Type',
  429: 'Too Many Requests',
  500: 'Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Unavailable',
  504: 'Gateway Timeout',
})

/** @param {number | null} status */
export const reason = status => (status === null ? '' : (REASONS[status] ?? ''))

/** Which colour a status has: `ok`, `refused`, `failed` or `none`. @param {number | null} status */
export function family(status) {
  if (status === null) return 'none'
  if (status < 400) return 'ok'
  return status < 500 ? 'refused' : 'failed'
}

/**
 * A URL with the signs that are harmless to read, such as quotes and @, decoded.
 * @param {string} url
 */
export const legible = url => url.replace(/%(?:2[02789ABCE]|3[AC-E]|40|5[BD])/gi, code => decodeURIComponent(code))

// Times are UTC everywhere, as in the bodies the API answers.
/** @param {string} iso `2026-11-23T14:02:11.120Z` -> `14:02:11.120` */
export const timeOfDay = iso => iso.slice(11, 23).replace('Z', '')

/** @param {number} ms since 1970 -> `2026-11-23 14:02:11` */
export const dateTime = ms => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

/** @param {number} ms */
export function duration(ms) {
  if (ms < 1) return '<1\u00a0ms'
  return ms < 1000 ? `${Math.round(ms)}\u00a0ms` : `${Math.round(ms / 100) / 10}\u00a0s`
}

/** @param {number} seconds `59 s`, `4 min`, `2 h` */
export function roughly(seconds) {
  if (seconds < 90) return `${Math.max(0, Math.round(seconds))} s`
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}

/** @param {number} value */
export const count = value => value.toLocaleString('en')

/** @param {number} number @param {string} one @param {string} [many] */
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`
