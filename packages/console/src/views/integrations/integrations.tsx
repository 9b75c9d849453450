import { PageHeader } from '../../parts/page-header'
import { EmptyState } from '../../parts/state'

export function Integrations(_: { rest: string[] }) {
  return (
    <>
      <PageHeader title="Integrations" />
      <EmptyState title="Nothing here yet" />
    </>
  )
}
