// @ts-check
import { call } from '../page/api.js'
import { ask } from '../page/dialog.js'
import { byId, el } from '../page/dom.js'
import { plural } from '../page/format.js'
import { attempt, say } from '../page/notice.js'
import { go, route } from '../page/router.js'
import { entries, reload } from './journal.js'

async function empty() {
  const { length } = entries()
  await call('DELETE', '/requests')
  if (route().view === 'requests') go('requests')
  await reload()
  say(`The journal is empty: ${plural(length, 'request')} removed.`, { label: 'Undo', run: bringBack })
}

async function bringBack() {
  const { restored } = await call('POST', '/requests/restore')
  await reload()
  say(restored > 0 ? `${plural(restored, 'request')} came back.` : 'There is nothing to bring back any more.')
}

byId('requests-empty-journal').addEventListener(
  'click',
  attempt(() =>
    ask({
      title: 'Empty the journal?',
      content: [
        el(
          'p',
          {},
          `This removes ${plural(entries().length, 'request')} of every account, for everyone who uses this mock. ` +
            'Contacts, faults and limits stay. To hide requests only here, use the filters.',
        ),
      ],
      confirm: 'Empty journal',
      danger: true,
      cancel: 'Keep it',
      onConfirm: empty,
    }),
  ),
)
