import * as v from 'valibot'
import { MAX_A_MINUTE, PLAN_NAMES } from '../accounts/rate-limit'
import { integer } from './schemas'

const wanted = `must be one of ${PLAN_NAMES.join(', ')}, or requests a minute from 1 to ${MAX_A_MINUTE}`

/** A name of the price list, or requests a minute. */
export const plan = v.union([v.picklist(PLAN_NAMES, wanted), integer(1, MAX_A_MINUTE, wanted)], wanted)
