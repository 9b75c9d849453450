import type { Command } from 'commander'
import { VARIABLES } from './settings'

/**
 * The second half of `datafly deliver --help`: the settings, examples and the meaning of each
 * outcome.
 */
export function deliverHelp(command: Command, error: boolean): string {
  const output = command.configureOutput()
  const help = command.createHelp()
  help.prepareContext({ helpWidth: (error ? output.getErrHelpWidth : output.getOutHelpWidth)?.() ?? 80 })
  const width = Math.max(...VARIABLES.map(({ name }) => name.length))
  const variables = VARIABLES.map(({ name, description, default: value }) =>
    help.formatItem(name, width, `${description} (${value ? `default: ${value}` : 'required'})`, help),
  )
  return `
Settings, from the environment:
${variables.join('\n')}

  There is no flag for the key: other users of the machine can read a command
  line, and shells keep a history.
${EXAMPLES}`
}

const EXAMPLES = `
Input:
  One event a line (NDJSON), a JSON array, or batches of events; each may be
  compressed by gzip.

Examples:
  See each request before you send one:
    datafly deliver events.ndjson --dry-run

  Deliver, and keep the failed events. Later, deliver these again:
    datafly deliver events.ndjson --rejected rejected.ndjson
    datafly deliver rejected.ndjson --rejected still-rejected.ndjson

  Deliver a large file that may be interrupted; the same command goes on:
    datafly deliver events.ndjson.gz --checkpoint events.checkpoint

  Leave half of the rate limit to the agents and to other integrations:
    datafly deliver events.ndjson --share 50%

  Count the outcomes in another program:
    datafly deliver events.ndjson --json | jq -r .outcome | sort | uniq -c

  Type an event by hand, and end with Ctrl-D:
    datafly deliver -

Outcomes:
  created, updated, deleted, exists, dropped   good: nothing to do
  rejected      Freshdesk refuses the event; another delivery changes nothing
  gave-up       no good response within the allowed attempts; deliver it later
  held-back     an older event of the person is kept for later, so this one waits
  unreadable    the line holds no event
  interrupted   the command stopped first

Exit codes:
  0     every event ended well
  1     some events failed
  2     wrong use: nothing was sent
  130   interrupted by Ctrl-C
`
