import type { FaultEffect } from '../http/types'

/** The id under which the journal shows faults that a request asked for itself. */
const HEADER_FAULT_ID = 'x-mock-fault'

const WORDS = {
  hang: { kind: 'hang' },
  timeout: { kind: 'hang' },
  reset: { kind: 'reset' },
  'cut-off': { kind: 'cut-off' },
  malformed: { kind: 'malformed' },
} as const

const EXAMPLES = '429;retry-after=2, 503, delay=500, 500;delay=200, reset, reset;after, cut-off, malformed, hang'

/**
 * Reads `X-Mock-Fault: 429;retry-after=2`. What cannot be read is answered with a sentence, not
 * passed over.
 */
export function headerFault(header: string): FaultEffect {
  const effect: FaultEffect = { faultId: HEADER_FAULT_ID }
  for (const part of header.toLowerCase().split(';')) {
    if (!take(part.trim(), effect)) return misread(part.trim())
  }
  if (effect.headers && effect.status === undefined) return misread('retry-after without a status')
  if (effect.status !== undefined && (effect.kind === 'hang' || effect.kind === 'reset')) {
    return misread(`${effect.kind}, which gives no answer, together with a status`)
  }
  if (effect.status === undefined && effect.kind === undefined && effect.delayMs === undefined) {
    return misread('nothing that goes wrong')
  }
  return effect
}

function take(part: string, effect: FaultEffect): boolean {
  if (Object.hasOwn(WORDS, part)) {
    effect.kind = WORDS[part as keyof typeof WORDS].kind
    return true
  }
  if (/^[2-5]\d\d$/.test(part)) {
    effect.status = Number(part)
    return true
  }
  if (part === 'after') {
    effect.after = true
    return true
  }
  const [name, value] = part.split('=').map(side => side.trim())
  if (value === undefined || !/^\d{1,5}$/.test(value)) return false
  if (name === 'retry-after') effect.headers = { 'Retry-After': String(Number(value)) }
  else if (name === 'delay' && Number(value) <= 60_000) effect.delayMs = Number(value)
  else return false
  return true
}

function misread(part: string): FaultEffect {
  const message = `X-Mock-Fault: the mock cannot make sense of ${JSON.stringify(part.slice(0, 100))}. Examples: ${EXAMPLES}.`
  return { faultId: HEADER_FAULT_ID, status: 400, body: JSON.stringify({ code: 'mock_fault_not_understood', message }) }
}
