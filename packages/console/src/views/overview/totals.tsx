import type { Overview } from '../../api/types'
import { STATUSES } from '../../parts/status'
import { Time } from '../../parts/time'
import { toSearch } from '../../parts/to-search'
import { countWords } from './lines'
import type { Range } from './ranges'

const KEYS = ['delivered', 'dropped', 'retrying', 'dead'] as const

/** The totals of the range. Each leads to its events. */
export function Totals({ overview, range }: { overview: Overview; range: Range }) {
  const { totals, oldest_waiting } = overview
  return (
    <ul class="totals">
      <li>
        <a href={`/events${toSearch({ range: range.key })}`}>
          <span class="totals-label">Received</span>
          <span class="totals-count numbers">{countWords(totals.received)}</span>
        </a>
      </li>
      {KEYS.map(key => (
        <li key={key}>
          <a href={`/events${toSearch({ status: key, range: range.key })}`}>
            <span class={`totals-label line-${key}`}>
              <span aria-hidden="true">{STATUSES[key].sign}</span> {STATUSES[key].label}
            </span>
            <span class="totals-count numbers">{countWords(totals[key])}</span>
            {key === 'retrying' && <span class="totals-note quiet">attempts, not events</span>}
          </a>
        </li>
      ))}
      <li>
        <a href={`/events${toSearch({ status: 'waiting' })}`}>
          <span class="totals-label line-waiting">
            <span aria-hidden="true">{STATUSES.waiting.sign}</span> Waiting now
          </span>
          <span class="totals-count numbers">{countWords(totals.waiting)}</span>
          <span class="totals-note quiet">
            {oldest_waiting ? (
              <>
                oldest <Time at={oldest_waiting} />
              </>
            ) : (
              'no event waits'
            )}
          </span>
        </a>
      </li>
    </ul>
  )
}
