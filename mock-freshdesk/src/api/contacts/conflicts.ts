import type { Account } from '../../accounts/account'
import type { Row } from '../../store/collection'
import { Index, type Key } from '../../store/index-view'
import { type Agent, type Contact, getCustomValue } from '../../store/records'
import type { Store } from '../../store/store'
import type { FieldError } from '../errors'

const taken = (field: string, holder: Row): FieldError => ({
  field,
  additional_info: { user_id: holder.id },
  message: 'It should be a unique value',
  code: 'duplicate_value',
})

/**
 * Returns the values that a different contact or an agent holds, each with its holder. Deleted and
 * blocked contacts count. The contact `own` may keep its values.
 */
export function contactConflicts(
  values: Partial<Contact>,
  account: Account,
  own: readonly Contact[] = [],
): FieldError[] {
  const { settings, store } = account
  const { contactsBy, agentsBy, contactFields } = store
  const conflicts: FieldError[] = []
  const check = (field: string, value: Key, holders: Index<Contact> | Index<Agent>) => {
    if (!holders.has(value)) return
    const holder = holders.all(value).find(({ id }) => !own.some(contact => contact.id === id))
    if (holder) conflicts.push(taken(field, holder))
  }
  const checkAddress = (field: string, address: string) => {
    check(field, address, contactsBy.address)
    check(field, address, agentsBy.email)
  }

  if (values.email) checkAddress('email', values.email)
  for (const address of values.other_emails ?? []) if (address !== values.email) checkAddress('other_emails', address)
  if (values.twitter_id) check('twitter_id', values.twitter_id, contactsBy.twitter_id)
  for (const handler of values.social_handler ?? []) check('social_handler', handler, contactsBy.social_handler)
  if (values.unique_external_id) {
    check('unique_external_id', values.unique_external_id, contactsBy.unique_external_id)
  }
  if (values.phone && settings.uniquePhone) check('phone', values.phone, contactsBy.phone)
  if (values.mobile && settings.uniqueMobile) check('mobile', values.mobile, contactsBy.mobile)
  for (const { name, unique } of values.custom_fields ? contactFields.ordered : []) {
    const value = unique && values.custom_fields ? getCustomValue(values.custom_fields, name) : null
    if (typeof value === 'string') check(`custom_fields.${name}`, value, byCustomField(name, store))
  }
  return conflicts
}

const byCustomField = (name: string, store: Store) =>
  store.contactIndex(
    `unique ${name}`,
    () => new Index<Contact>(['custom_fields'], row => getCustomValue(row.custom_fields, name)),
  )
