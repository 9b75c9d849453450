/** Every kind of fault, with its description. `http/apply-fault.ts` carries them out. */
export const FAULT_KINDS = {
  answer: '`status` instead of the ordinary response',
  hang: 'no response, the connection stays open',
  reset: 'no response, the connection is dropped',
  'cut-off': 'half of the body, then the connection is dropped',
  malformed: 'broken JSON',
} as const

export type FaultKind = keyof typeof FAULT_KINDS

export const FAULT_KIND_NAMES = Object.keys(FAULT_KINDS) as FaultKind[]

/** The kinds that a fault can have without a status. */
export const FAILING_KINDS = FAULT_KIND_NAMES.filter(kind => kind !== 'answer')

/** Whether the client gets no response at all. */
export const isSilent = (kind: FaultKind | undefined) => kind === 'hang' || kind === 'reset'

/** The change that a fault makes to one request and its response. */
export interface FaultEffect {
  faultId: string
  /** Without a status the ordinary response goes out, after `delayMs` if there is one. */
  status?: number
  /** null leaves out a header that the response would have. */
  headers?: Record<string, string | null>
  body?: string
  delayMs?: number
  /** 'answer' when absent. */
  kind?: FaultKind
  /**
   * Whether the request is carried out first, so that the client loses the response to a write that
   * happened.
   */
  after?: boolean
}
