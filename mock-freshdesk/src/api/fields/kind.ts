import type { FieldCollection } from '../../store/field-collection'
import type { Store } from '../../store/store'

/** A field every account has. `choices` is shown as it is. */
export interface DefaultField {
  readonly name: string
  readonly label: string
  readonly choices?: unknown
}

/** What tells contact fields and company fields apart. */
export interface FieldKind {
  /** In the order of their positions. */
  readonly defaults: readonly DefaultField[]
  /** Id of the first default field. */
  readonly firstId: number
  /** Whether customers have a say in them. */
  readonly forCustomers: boolean
  custom(store: Store): FieldCollection
  /** What happens to the values of a field that is deleted. */
  forget(store: Store, name: string): void
}
