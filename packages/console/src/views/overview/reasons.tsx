import type { Overview } from '../../api/types'
import { StatusBadge } from '../../parts/status'
import { toSearch } from '../../parts/to-search'
import { countWords } from './lines'
import type { Range } from './ranges'

/** The reasons that ended or delayed most events. Each leads to its events. */
export function Reasons({ reasons, range }: { reasons: Overview['reasons']; range: Range }) {
  if (reasons.length === 0) {
    return <p class="quiet overview-note">No event was dropped, retried or given up in {range.words}.</p>
  }
  return (
    <ol class="reasons">
      {reasons.map(({ status, reason, explanation, count }) => (
        <li key={`${status} ${reason}`}>
          <a class="reasons-link" href={`/events${toSearch({ status, reason, range: range.key })}`}>
            <span class="reasons-count numbers">{countWords(count)}</span>
            <StatusBadge status={status} />
            <span class="reasons-text data">{explanation ?? reason ?? 'Without a reason'}</span>
            {explanation && <span class="reasons-code mono quiet data cut">{reason}</span>}
          </a>
        </li>
      ))}
    </ol>
  )
}
