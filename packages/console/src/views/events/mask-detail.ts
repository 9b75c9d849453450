import type { Attempt, EventDetail, PreviewAction } from '../../api/types'
import { Mask } from './personal-data'

/** Returns the detail of an event with its personal data hidden. The person stays as it is. */
export function maskDetail(detail: EventDetail): EventDetail {
  const mask = new Mask([detail.person, detail.body, ...detail.attempts_list.map(({ payload }) => payload)])
  const text = <T extends string | null>(value: T) => (value === null ? value : (mask.text(value) as T))
  const maskAttempt = (attempt: Attempt): Attempt => ({
    ...attempt,
    explanation: text(attempt.explanation),
    message: text(attempt.message),
    payload: mask.json(attempt.payload),
    calls: attempt.calls.map(call => ({
      ...call,
      url: mask.text(call.url),
      body: mask.json(call.body),
      response: call.response === null ? null : maskResponse(mask, call.response),
    })),
  })
  const maskAction = (action: PreviewAction): PreviewAction => ({
    ...action,
    payload: mask.json(action.payload) as PreviewAction['payload'],
    fields: action.fields.map(field => ({ ...field, value: mask.json(field.value, field.field) })),
    contact: mask.json(action.contact) as PreviewAction['contact'],
    problem: text(action.problem),
  })
  return {
    ...detail,
    body: mask.json(detail.body) as EventDetail['body'],
    explanation: text(detail.explanation),
    message: text(detail.message),
    attempts_list: detail.attempts_list.map(maskAttempt),
    explanation_now: detail.explanation_now && {
      ...detail.explanation_now,
      actions: detail.explanation_now.actions.map(maskAction),
    },
  }
}

/** A response is JSON in most cases, and then its keys say more than its text. */
function maskResponse(mask: Mask, response: string): string {
  try {
    return JSON.stringify(mask.json(JSON.parse(response)))
  } catch {
    return mask.text(response)
  }
}
