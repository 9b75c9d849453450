import { useLocation } from 'preact-iso'
import { admin } from '../../api/admin'
import { useResource } from '../../api/use-resource'
import { PageHeader } from '../../parts/page-header'
import { EmptyState, ErrorState } from '../../parts/state'
import { IntegrationRows } from './integration-rows'
import { findRange, RANGES, type Range } from './ranges'
import { Reasons } from './reasons'
import { StatusChart } from './status-chart'
import { StepTable } from './step-table'
import { Totals } from './totals'
import { useRefresh } from './use-refresh'
import './overview.css'

/** How deliveries go: counts over time, the top reasons, and each integration. */
export function Overview(_: { rest: string[] }) {
  const { query } = useLocation()
  const wanted = findRange(query.range)
  const { value, error, isLoading, reload } = useResource(wanted.key, async signal => ({
    range: wanted,
    overview: await admin.overview(wanted.minutes, signal),
  }))
  useRefresh(isLoading, reload)
  return (
    <>
      <PageHeader title="Overview">
        <RangePicker chosen={wanted} />
      </PageHeader>
      {!value && error && <ErrorState error={error} onRetry={reload} />}
      {value && (
        <div class="overview" aria-busy={value.range.key !== wanted.key}>
          {error && (
            <p class="overview-stale data" role="status">
              These numbers are not up to date. {error.message}
            </p>
          )}
          {value.overview.integrations.length === 0 ? <NoIntegration /> : <Content {...value} />}
        </div>
      )}
    </>
  )
}

function Content({ overview, range }: { overview: Awaited<ReturnType<typeof admin.overview>>; range: Range }) {
  return (
    <>
      <Totals overview={overview} range={range} />
      <section class="overview-part" aria-labelledby="overview-time">
        <h2 id="overview-time">Outcomes over time</h2>
        <StatusChart overview={overview} range={range} />
        <StepTable overview={overview} range={range} />
      </section>
      <section class="overview-part" aria-labelledby="overview-reasons">
        <h2 id="overview-reasons">Top reasons</h2>
        <Reasons reasons={overview.reasons} range={range} />
      </section>
      <section class="overview-part" aria-labelledby="overview-integrations">
        <h2 id="overview-integrations">Integrations</h2>
        <IntegrationRows rows={overview.integrations} range={range} />
      </section>
    </>
  )
}

const NoIntegration = () => (
  <EmptyState title="No integration yet">
    <p>The overview shows the deliveries of each integration. Three steps lead to the first one.</p>
    <a class="button button-main" href="/start">
      Start
    </a>
  </EmptyState>
)

const RangePicker = ({ chosen }: { chosen: Range }) => (
  <nav class="range-picker" aria-label="Range of time">
    {RANGES.map(({ key, label, words }) => (
      <a key={key} href={`/overview?range=${key}`} aria-current={key === chosen.key || undefined} title={words}>
        {label}
      </a>
    ))}
  </nav>
)
