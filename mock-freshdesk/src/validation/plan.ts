import * as v from 'valibot'
import { integer } from './schemas'

const NAMES = ['trial', 'growth', 'pro', 'enterprise', 'off'] as const
const MAX_A_MINUTE = 1_000_000_000

const wanted = `must be one of ${NAMES.join(', ')}, or requests a minute from 1 to ${MAX_A_MINUTE}`

/**
 * A name of the price list, or requests a minute; 'off' never refuses and sends no rate-limit
 * headers.
 */
export const plan = v.union([v.picklist(NAMES, wanted), integer(1, MAX_A_MINUTE, wanted)], wanted)

export type Plan = v.InferOutput<typeof plan>
