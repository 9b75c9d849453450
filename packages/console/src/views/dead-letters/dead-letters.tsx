import { PageHeader } from '../../parts/page-header'
import { EmptyState } from '../../parts/state'

export function DeadLetters(_: { rest: string[] }) {
  return (
    <>
      <PageHeader title="Dead letters" />
      <EmptyState title="Nothing here yet" />
    </>
  )
}
