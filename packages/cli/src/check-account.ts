import { type AccountCheck, checkAccount, findMappedFields, type Settings } from '@datafly/destination-freshdesk'
import { createRequestClient, type Subscription } from '@segment/actions-core'

/** Tests the account with the custom fields that the subscriptions map. Changes nothing. */
export function checkOwnAccount(settings: Settings, subscriptions: readonly Subscription[]): Promise<AccountCheck[]> {
  return checkAccount(createRequestClient(), settings, findMappedFields(subscriptions))
}

/** The ways out of failed checks, one a line. Other failures than a custom field have one fix. */
export function toAdvice(checks: readonly AccountCheck[]): string[] {
  const failures = checks.filter(({ state }) => state === 'failed')
  if (failures.length === 0) return []
  if (failures.some(({ name }) => name !== 'custom-field')) return ['Fix this first, then run the same command again.']
  return [
    'There are three ways out:',
    '  - Create or change the field in Freshdesk, then run the same command again.',
    '  - Leave out the fields that do not exist: put {"settings": {"unknownCustomFields": "leave-out"}} into a file,',
    '    and add --config with the name of the file.',
    '  - Skip the check with --no-check. Freshdesk then refuses each event that has the field.',
  ]
}
