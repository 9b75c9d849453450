import type { ApiError } from '../../api/request'
import type { Destination } from '../../api/types'
import type { Problems } from './draft'

/** Puts the sentence of the server at the field that it is about, or at the end of the form. */
export function toProblem(destination: Destination, { field, code, message }: ApiError): Problems {
  const secret = destination.settings.find(setting => setting.secret)?.key
  if (code === 'KEY_REQUIRED' && secret) return { [`settings.${secret}`]: message }
  if (code === 'NAME_TAKEN') return { name: message }
  if (!field) return { form: message }
  const [, index, part, key] = /^subscriptions\.(\d+)\.(\w+)(?:\.(.+))?$/u.exec(field) ?? []
  if (index && part === 'mapping' && key) return { [`actions.${index}.${key}`]: message }
  if (index) return { [`actions.${index}`]: message }
  const isSetting = destination.settings.some(({ key }) => key === field)
  const place = isSetting ? `settings.${field}` : field
  const isShown = isSetting || /^(?:settings\.\w+|name|rate|share|sources|consent)$/u.test(place)
  return isShown ? { [place]: message } : { form: message }
}
