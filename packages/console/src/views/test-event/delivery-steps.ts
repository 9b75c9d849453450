import type { Attempt, Call, EventDetail, Omission } from '../../api/types'

/** "active" is the step that the event is in now; "later" is a step that it has not reached. */
type StepState = 'done' | 'active' | 'dropped' | 'failed' | 'later'

export interface DeliveryStep {
  key: 'received' | 'consent' | 'mapped' | 'request' | 'response'
  title: string
  state: StepState
  /** What happened in this step, as sentences. */
  lines: string[]
  /** The HTTP status of the response. */
  httpStatus?: number | null
  omitted?: Omission[]
  calls?: Call[]
}

const TITLES = { received: 'Received', consent: 'Consent', mapped: 'Mapped', request: 'Request', response: 'Response' }

const STEPS = Object.keys(TITLES) as Array<keyof typeof TITLES>

/** True when no further attempt follows. */
export const hasEnded = ({ status }: Pick<EventDetail, 'status'>): boolean =>
  status === 'delivered' || status === 'dropped' || status === 'dead'

/** The five steps of an event from intake to the contact. The last ones may lie ahead. */
export function toDeliverySteps(detail: EventDetail): DeliveryStep[] {
  const reached = toReachedSteps(detail)
  const rest = STEPS.slice(reached.length).map(key => ({ key, title: TITLES[key], state: 'later' as const, lines: [] }))
  return [...reached.map(step => ({ ...step, title: TITLES[step.key] })), ...rest]
}

type Reached = Omit<DeliveryStep, 'title'>

function toReachedSteps(detail: EventDetail): Reached[] {
  const { integration, seq, consent, status, attempts_list } = detail
  const received: Reached = { key: 'received', state: 'done', lines: [`Stored as event ${seq} of ${integration}.`] }
  const last = attempts_list.at(-1)
  if (!last) return [received, { key: 'consent', state: 'active', lines: ['Waits for its turn.'] }]
  if (consent.decision === 'dropped') {
    return [received, { key: 'consent', state: 'dropped', lines: [consent.sentence, ...toFix(detail)] }]
  }
  const passed: Reached[] = [received, { key: 'consent', state: 'done', lines: [consent.sentence] }]
  if (last.calls.length === 0 && status !== 'delivered') {
    const state = status === 'dropped' ? 'dropped' : status === 'dead' ? 'failed' : 'active'
    return [...passed, { key: 'mapped', state, lines: toReason(detail), omitted: last.omitted }]
  }
  return [
    ...passed,
    { key: 'mapped', state: 'done', lines: [toMappedLine(detail, last)], omitted: last.omitted },
    { key: 'request', state: 'done', lines: [], calls: last.calls },
    toResponse(detail, last),
  ]
}

/** The mapping in one line: its action, and the fields of the contact that the request carries. */
function toMappedLine({ explanation_now }: EventDetail, { action, calls }: Attempt): string {
  const title = explanation_now?.actions.find(known => known.action === action)?.title ?? action ?? 'The mapping'
  const body = calls.map(call => call.body).find(value => typeof value === 'object' && value !== null)
  if (!body) return `${title} looked the person up.`
  const count = Object.keys(body).length
  return `${title} made a contact with ${count} ${count === 1 ? 'field' : 'fields'}.`
}

function toResponse(detail: EventDetail, { http_status: httpStatus }: Attempt): Reached {
  const { status, contact_id, outcome, attempts, explanation } = detail
  const response = { key: 'response' as const, httpStatus }
  if (status === 'delivered') {
    const contact = contact_id === null ? [] : [toContactLine(outcome, contact_id)]
    return { ...response, state: 'done', lines: [...contact, ...(explanation ? [explanation] : [])] }
  }
  if (status === 'retrying' || status === 'waiting') {
    return { ...response, state: 'active', lines: [...toReason(detail), `Attempt ${attempts + 1} follows by itself.`] }
  }
  return { ...response, state: status === 'dead' ? 'failed' : 'dropped', lines: toReason(detail) }
}

function toContactLine(outcome: string | null, id: string): string {
  if (outcome === 'created') return `Freshdesk created the contact ${id}.`
  if (outcome === 'updated') return `Freshdesk updated the contact ${id}.`
  if (outcome === 'exists') return `The contact ${id} exists already.`
  return `The contact is ${id}.`
}

function toReason(detail: EventDetail): string[] {
  const { explanation, message, reason } = detail
  return [explanation ?? message ?? reason ?? 'No reason is known.', ...toFix(detail)]
}

const toFix = ({ fix }: EventDetail): string[] => (fix ? [fix] : [])

/** The whole way in one sentence, which a screen reader reads out. */
export function toSummary(detail: EventDetail): string {
  const { integration, status, http_status, contact_id } = detail
  if (status === 'delivered') {
    const answer = http_status === null ? '' : `, with ${http_status}`
    const contact = contact_id === null ? '' : ` and the contact ${contact_id}`
    return `Delivered to ${integration}${answer}${contact}.`
  }
  const reason = detail.consent.decision === 'dropped' ? detail.consent.sentence : toReason(detail)[0]
  if (status === 'dropped') return `Dropped by ${integration}. ${reason}`
  if (status === 'dead') return `Not delivered to ${integration}. ${reason}`
  return `On its way to ${integration}.`
}
