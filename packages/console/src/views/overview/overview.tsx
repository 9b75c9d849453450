import { PageHeader } from '../../parts/page-header'
import { EmptyState } from '../../parts/state'

export function Overview(_: { rest: string[] }) {
  return (
    <>
      <PageHeader title="Overview" />
      <EmptyState title="Nothing here yet" />
    </>
  )
}
