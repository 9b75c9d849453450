import { PageHeader } from '../../parts/page-header'
import { EmptyState } from '../../parts/state'

export function TestEvent(_: { rest: string[] }) {
  return (
    <>
      <PageHeader title="Send a test event" />
      <EmptyState title="Nothing here yet" />
    </>
  )
}
