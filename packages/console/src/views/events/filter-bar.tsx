import { useState } from 'preact/hooks'
import type { Status } from '../../api/types'
import { Button } from '../../parts/button'
import { STATUSES as STATUS_LABELS } from '../../parts/status'
import { SelectFilter, TextFilter } from './filter-fields'
import { countFilters, type EventFilter, NO_FILTER, STATUSES } from './filters'
import { TimeFilter } from './time-filter'
import { toOutcomeWords } from './words'
import './filter-bar.css'

interface FilterBarProps {
  filter: EventFilter
  integrations: string[]
  /** Values of the events in the list, offered while a person types. */
  names: string[]
  reasons: string[]
  onChange: (filter: EventFilter) => void
}

/** How an event can end. */
const OUTCOMES = ['created', 'updated', 'exists', 'dropped', 'rejected', 'gave-up']

/** The filters of the list. Every change goes into the address. */
export function FilterBar({ filter, integrations, names, reasons, onChange }: FilterBarProps) {
  const [isOpen, setOpen] = useState(false)
  const set = (change: Partial<EventFilter>) => onChange({ ...filter, ...change })
  const count = countFilters(filter)
  return (
    <search class="event-filters" aria-label="Filters" data-open={isOpen || undefined}>
      <fieldset class="event-statuses">
        <legend class="visually-hidden">Status</legend>
        {['' as const, ...STATUSES].map(status => (
          <button
            key={status}
            type="button"
            aria-pressed={filter.status === status}
            onClick={() => set({ status, outcome: '', reason: '' })}
          >
            {status === '' ? 'All' : <StatusLabel status={status} />}
          </button>
        ))}
      </fieldset>
      <button type="button" class="event-filters-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Filters{count > 0 && ` (${count})`}
      </button>
      <div class="event-filter-fields">
        <TextFilter
          label="Person"
          name="person"
          value={filter.person}
          placeholder="E-mail, user id, phone"
          onChange={person => set({ person })}
        />
        <TextFilter label="Event" name="name" value={filter.name} options={names} onChange={name => set({ name })} />
        <TextFilter
          label="Reason"
          name="reason"
          value={filter.reason}
          options={reasons}
          onChange={reason => set({ reason })}
        />
        <SelectFilter label="Integration" value={filter.integration} onChange={integration => set({ integration })}>
          <Options values={withCurrent(integrations, filter.integration)} />
        </SelectFilter>
        <SelectFilter label="Outcome" value={filter.outcome} onChange={outcome => set({ outcome })}>
          <Options values={withCurrent(OUTCOMES, filter.outcome)} toWords={toOutcomeWords} />
        </SelectFilter>
        <TimeFilter filter={filter} onChange={onChange} />
        {filter.type !== '' && (
          <SelectFilter label="Type" value={filter.type} onChange={type => set({ type })}>
            <Options values={[filter.type]} />
          </SelectFilter>
        )}
        {count > 0 && (
          <Button kind="quiet" onClick={() => onChange(NO_FILTER)}>
            Clear filters
          </Button>
        )}
      </div>
    </search>
  )
}

const withCurrent = (values: string[], current: string): string[] =>
  current === '' || values.includes(current) ? values : [...values, current]

const StatusLabel = ({ status }: { status: Status }) => (
  <>
    <span aria-hidden="true" class={`event-status-sign event-status-sign-${status}`}>
      {STATUS_LABELS[status].sign}
    </span>
    {STATUS_LABELS[status].label}
  </>
)

const Options = ({ values, toWords }: { values: string[]; toWords?: (value: string) => string }) => (
  <>
    <option value="">Any</option>
    {values.map(value => (
      <option key={value} value={value}>
        {toWords?.(value) ?? value}
      </option>
    ))}
  </>
)
