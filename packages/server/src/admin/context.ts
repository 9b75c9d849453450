import type { Pool } from 'pg'
import type { Collector } from '../intake/collector'
import type { SecretBox } from '../security/secret-box'
import type { LiveStream } from './events/live'
import type { Sessions } from './session/sessions'

/** What the handlers of the admin API work with. */
export interface AdminContext {
  pool: Pool
  box: SecretBox
  collector: Collector
  live: LiveStream
  sessions: Sessions
  info: {
    version: string
    /** Null when this process runs no intake. */
    intakeUrl: string | null
    keepDays: number
    role: 'intake' | 'worker' | 'all'
    startedAt: Date
  }
}
