import * as v from 'valibot'
import { name, text } from '../fields'

export const source = v.strictObject({
  name: text,
  origins: v.array(text),
  enabled: v.boolean(),
  signs_requests: v.boolean(),
  managed_by: v.picklist(['file', 'console']),
})

export const sourceList = v.strictObject({ sources: v.array(source) })

const ADDRESS = 'must be an address such as https://shop.example'

const origins = v.pipe(v.array(v.pipe(v.string(), v.url(ADDRESS), v.regex(/^https?:/, ADDRESS))), v.maxLength(100))

export const newSource = v.strictObject({ name, origins: v.optional(origins) })

export const sourceChange = v.strictObject({ origins: v.optional(origins), enabled: v.optional(v.boolean()) })

const writeKey = v.pipe(v.string(), v.description('Shown once, here.'))

export const createdSource = v.strictObject({ source, write_key: writeKey })

export const rotatedKey = v.strictObject({ write_key: writeKey })
