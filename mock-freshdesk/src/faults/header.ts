import { FAILING_KINDS, type FaultEffect, type FaultKind, isSilent } from './kinds'

/** The id under which the journal shows faults that a request asked for itself. */
const HEADER_FAULT_ID = 'x-mock-fault'

const KINDS = new Map<string, FaultKind>([...FAILING_KINDS.map(kind => [kind, kind] as const), ['timeout', 'hang']])

const EXAMPLES = `429;retry-after=2, 503, delay=500, 500;delay=200, reset;after, ${FAILING_KINDS.join(', ')}`

/**
 * Reads `X-Mock-Fault: 429;retry-after=2`. A header that the mock cannot read gets a 400 with a
 * sentence.
 */
export function parseFaultHeader(header: string): FaultEffect {
  const effect: FaultEffect = { faultId: HEADER_FAULT_ID }
  for (const part of header.toLowerCase().split(';')) {
    if (!readPart(part.trim(), effect)) return misread(part.trim())
  }
  if (effect.headers && effect.status === undefined) return misread('retry-after without a status')
  if (effect.status !== undefined && isSilent(effect.kind)) {
    return misread(`${effect.kind}, which gives no response, together with a status`)
  }
  if (effect.status === undefined && effect.kind === undefined && effect.delayMs === undefined) {
    return misread('nothing that goes wrong')
  }
  return effect
}

function readPart(part: string, effect: FaultEffect): boolean {
  const kind = KINDS.get(part)
  if (kind !== undefined) {
    effect.kind = kind
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
