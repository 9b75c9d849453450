import { PageHeader } from '../../parts/page-header'
import { EmptyState } from '../../parts/state'

export function Sources(_: { rest: string[] }) {
  return (
    <>
      <PageHeader title="Sources" />
      <EmptyState title="Nothing here yet" />
    </>
  )
}
