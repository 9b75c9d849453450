import type { Destination } from '../../api/types'
import type { Draft } from './draft'

/** The place of a problem for people: `actions.0.email` becomes `Signed Up: E-mail: `. */
export function describePlace({ settings, actions }: Destination, draft: Draft, place: string): string {
  const [part, ...rest] = place.split('.')
  if (part !== 'actions') {
    const setting = settings.find(({ key }) => key === rest[0])
    return setting ? `${setting.label}: ` : ''
  }
  const slug = draft.actions[Number(rest[0])]?.action
  const action = actions.find(known => known.slug === slug)
  const title = action?.title ?? slug ?? ''
  const field = rest[1]
  return field ? `${title}: ${action?.fields.find(({ key }) => key === field)?.label ?? field}: ` : `${title}: `
}
