/** What `deliver --help` says. */
export const HELP = `Delivers events to Freshdesk: each identified person becomes a contact, once they have consented.

Usage
  deliver [FILE|-] [flags]

  FILE holds one event a line, as JSON (NDJSON). Without FILE, or with -, events come from standard input.

Settings, from the environment
  FRESHDESK_DOMAIN             the part of your Freshdesk address before .freshdesk.com    required
  FRESHDESK_API_KEY            the API key of an agent who may manage contacts             required
  FRESHDESK_DEFAULT_COUNTRY    the country of phone numbers that name none                 GB
  FRESHDESK_CONSENT_CATEGORY   the consent without which nothing is sent                   marketing
  FRESHDESK_BASE_URL           another place to send everything to, such as a mock server

  There is no flag for the key: every user of a machine can see the words of a command that runs, and shells keep them.

Flags
  --dry-run           show the exact requests that would go out, and send nothing
  --rejected FILE     add what did not make it to FILE, with the reason, ready to be delivered again
  --json              write one line of JSON for each event, and nothing else, to standard output
  --concurrency N     events under way at one time (4)
  --max-attempts N    times an event is tried before it is given up (6)
  --version           the version of this command
  --help              this text

Examples
  See what would be sent, before anything is:
    deliver events.ndjson --dry-run

  Deliver, and keep what did not make it; later deliver that again:
    deliver events.ndjson --rejected rejected.ndjson
    deliver rejected.ndjson --rejected still-rejected.ndjson

  From another program, with the outcomes counted:
    gunzip -c events.ndjson.gz | deliver --json | jq -r .outcome | sort | uniq -c

  Type an event by hand, end with Ctrl-D:
    deliver -

How an event ends
  created, updated, exists, dropped     well: nothing more to do
  rejected                              Freshdesk or the event's own content says no; sending it again changes nothing
  gave-up                               no good answer in as many attempts as allowed; deliver it again later
  unreadable                            the line holds no event
  interrupted                           the command was stopped first

Exit code
  0  every event ended well          1  some did not
  2  wrong use: nothing was sent     130  interrupted
`
