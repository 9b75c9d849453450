import { PageHeader } from '../../parts/page-header'
import { EmptyState } from '../../parts/state'

export function Events(_: { rest: string[] }) {
  return (
    <>
      <PageHeader title="Events" />
      <EmptyState title="Nothing here yet" />
    </>
  )
}
