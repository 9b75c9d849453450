import * as v from 'valibot'
import { YEARS } from '../generations/generation'

export const generation = v.picklist(YEARS, `must be one of ${YEARS.join(', ')}`)
