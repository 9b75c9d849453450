import { SelectFilter } from './filter-fields'
import { type EventFilter, RANGES } from './filters'
import { fromLocalInput, toLocalInput } from './format'

const CUSTOM = 'custom'

interface TimeFilterProps {
  filter: EventFilter
  onChange: (filter: EventFilter) => void
}

/** A time range that ends now, or two times of the reader's zone. */
export function TimeFilter({ filter, onChange }: TimeFilterProps) {
  const isCustom = filter.range === '' && (filter.since !== '' || filter.until !== '')
  const choose = (choice: string) => {
    if (choice !== CUSTOM) return onChange({ ...filter, range: choice, since: '', until: '' })
    const hourAgo = new Date(Math.floor(Date.now() / 60_000 - 60) * 60_000)
    onChange({ ...filter, range: '', since: hourAgo.toISOString() })
  }
  return (
    <>
      <SelectFilter label="Time" value={isCustom ? CUSTOM : filter.range} onChange={choose}>
        <option value="">Any</option>
        {Object.entries(RANGES).map(([value, { label }]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        <option value={CUSTOM}>Between two times</option>
      </SelectFilter>
      {isCustom && (
        <>
          <TimeField label="From" value={filter.since} onChange={since => onChange({ ...filter, since })} />
          <TimeField label="To" value={filter.until} onChange={until => onChange({ ...filter, until })} />
        </>
      )}
    </>
  )
}

interface TimeFieldProps {
  label: string
  value: string
  onChange: (iso: string) => void
}

const TimeField = ({ label, value, onChange }: TimeFieldProps) => (
  <label class="event-filter" data-set={value !== '' || undefined}>
    <span>{label}</span>
    <input
      type="datetime-local"
      value={toLocalInput(value)}
      onChange={({ currentTarget }) => onChange(fromLocalInput(currentTarget.value))}
    />
  </label>
)
