import type { Account } from '../account'
import type { Row } from '../store/collection'
import type { Contact } from '../store/records'
import type { FieldError } from './reply'

const taken = (field: string, holder: Row): FieldError => ({
  field,
  additional_info: { user_id: holder.id },
  message: 'It should be a unique value',
  code: 'duplicate_value',
})

/**
 * Values that belong to somebody else, each with its holder: a contact in whatever state, or an agent. `self` may keep
 * what is its own.
 */
export function contactConflicts(values: Partial<Contact>, account: Account, self?: Contact): FieldError[] {
  const { contactsBy, agentsBy, contactFields } = account.store
  const conflicts: FieldError[] = []
  const check = (field: string, holders: readonly Row[]) => {
    const holder = holders.find(({ id }) => id !== self?.id)
    if (holder) conflicts.push(taken(field, holder))
  }
  const checkAddress = (field: string, address: string) =>
    check(field, [...contactsBy.address.all(address), ...agentsBy.email.all(address)])

  if (values.email) checkAddress('email', values.email)
  for (const address of values.other_emails ?? []) if (address !== values.email) checkAddress('other_emails', address)
  for (const field of ['twitter_id', 'unique_external_id'] as const) {
    const value = values[field]
    if (value) check(field, contactsBy[field].all(value))
  }
  if (values.phone && account.settings.uniquePhone) check('phone', contactsBy.phone.all(values.phone))
  if (values.mobile && account.settings.uniqueMobile) check('mobile', contactsBy.mobile.all(values.mobile))
  void contactFields
  return conflicts
}
