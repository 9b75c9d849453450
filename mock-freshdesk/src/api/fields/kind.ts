import type { DefaultField, Generation } from '../../generations/generation'
import type { FieldCollection } from '../../store/field-collection'
import type { Store } from '../../store/store'

/** The differences between contact fields and company fields. */
export interface FieldKind {
  /** The fields that every account of a generation has, in the order of their positions. */
  defaults(generation: Generation): readonly DefaultField[]
  /** The keys that only default fields have, after all others. */
  defaultKeys(generation: Generation): Generation['defaultFieldKeys']
  /** Id of the first default field. */
  readonly firstId: number
  /** Whether customers have a say in them. */
  readonly forCustomers: boolean
  custom(store: Store): FieldCollection
  /** What happens to the values of a field that is deleted. */
  forget(store: Store, name: string): void
}
