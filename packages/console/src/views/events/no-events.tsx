import { Button } from '../../parts/button'
import { EmptyState } from '../../parts/state'

/** An empty list leads on: to other filters, or to the first event. */
export function NoEvents({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (isFiltered) {
    return (
      <EmptyState title="No event matches the filters">
        <p>New events that match appear here.</p>
        <Button onClick={onClear}>Clear filters</Button>
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No events yet">
      <p>Events appear here the moment they arrive. Three steps lead to the first delivered event.</p>
      <a class="button button-main" href="/start">
        Start
      </a>
    </EmptyState>
  )
}
