import { Collection, type View } from './collection'
import { Index } from './index-view'
import type { Field } from './records'

/**
 * The custom fields of contacts, or of companies: few, seldom changed, and asked for by every
 * request.
 */
export class FieldCollection extends Collection<Field> {
  readonly byName = this.keep(new Index<Field>(['name'], row => row.name))
  private inOrder: readonly Field[] | undefined

  constructor() {
    super()
    const forget = () => {
      this.inOrder = undefined
    }
    const view: View<Field> = { fields: ['position', 'name'], add: forget, remove: forget, clear: forget }
    this.keep(view)
  }

  /**
   * By position. Of two at one position the newer one stands first: it has pushed the older one
   * down.
   */
  get ordered(): readonly Field[] {
    this.inOrder ??= [...this.rows.values()].sort((a, b) => a.position - b.position || b.id - a.id)
    return this.inOrder
  }
}
