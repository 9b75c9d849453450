import { STATUSES } from '../../parts/status'
import { Time } from '../../parts/time'
import { toSearch } from '../../parts/to-search'
import { toDeliveryState } from '../integrations/delivery-state'
import { getUsedPart, type IntegrationRow, toPercent } from './integration-state'
import { countWords } from './lines'
import type { Range } from './ranges'

/** One row for each integration: its state, its counts, and its use of the rate limit. */
export const IntegrationRows = ({ rows, range }: { rows: IntegrationRow[]; range: Range }) => (
  <ul class="overview-integrations">
    {rows.map(row => (
      <li key={row.name}>
        <Identity row={row} />
        <dl class="overview-counts">
          {(['delivered', 'dropped', 'retrying', 'dead'] as const).map(key => (
            <div key={key}>
              <dt>{STATUSES[key].label}</dt>
              <dd class="numbers">
                <a
                  class="overview-count-link"
                  href={`/events${toSearch({ integration: row.name, status: key, range: range.key })}`}
                >
                  {countWords(row[key])}
                </a>
              </dd>
            </div>
          ))}
          <div>
            <dt>Success</dt>
            <dd class="numbers">{toPercent(row.success_rate)}</dd>
          </div>
          <div>
            <dt>Waiting</dt>
            <dd class="numbers">
              {countWords(row.waiting)}
              {row.oldest_waiting && (
                <span class="quiet">
                  {' '}
                  oldest <Time at={row.oldest_waiting} />
                </span>
              )}
            </dd>
          </div>
        </dl>
        <RateLimit row={row} />
      </li>
    ))}
  </ul>
)

function Identity({ row }: { row: IntegrationRow }) {
  const { kind, sign, label, sentence } = toDeliveryState({ ...row, delivering: true })
  return (
    <div class="overview-identity">
      <h3 class="data">
        <a class="overview-name" href={`/integrations/${encodeURIComponent(row.name)}`}>
          {row.name}
        </a>
      </h3>
      <span class={`status status-${kind}`}>
        <span aria-hidden="true">{sign}</span> {label}
      </span>
      {label !== 'Delivering' && <p class="overview-sentence quiet data">{sentence}</p>}
    </div>
  )
}

function RateLimit({ row }: { row: IntegrationRow }) {
  const { limit_per_minute, used_last_minute } = row.rate_limit
  const part = getUsedPart(row)
  return (
    <div class="rate-limit">
      <p class="rate-limit-label">Rate limit</p>
      <p class="numbers">
        {countWords(used_last_minute)}
        {limit_per_minute === null ? ' calls' : ` of ${countWords(limit_per_minute)} calls`}
        <span class="quiet"> in the last minute</span>
      </p>
      {part === null ? (
        <p class="quiet rate-limit-note">Freshdesk has not named its limit yet.</p>
      ) : (
        <span class="rate-limit-bar" aria-hidden="true">
          <span style={{ width: `${part * 100}%` }} data-full={part >= 0.9 || undefined} />
        </span>
      )}
    </div>
  )
}
