import { DEFAULT_PORT } from './flags'

export const HELP = `mock-freshdesk: a Freshdesk to test against. It answers under /api/v2 as Freshdesk does.

Usage: mock-freshdesk [options]

Options
  --port N            where to listen; ${DEFAULT_PORT} when left out, 0 takes a free port
  --host HOST         the address to listen on; 127.0.0.1 when left out. Others reach it with 0.0.0.0
  --seed FILE         the data to start with: a seed, a snapshot or a saved scene
  --db FILE           keep the data in FILE from one start to the next; once it holds some, --seed only says
                      where a reset leads back to
  --plan PLAN         the rate limit: trial, growth, pro, enterprise (700 a minute, the default),
                      a number of requests a minute, or off
  --latency MS        answer so much later
  --deterministic     the same at every start: ids, and a clock that stands still until you move it
  --no-magic-emails   e-mails such as ada+429@example.com mean nothing
  -q, --quiet         print the URL only
  -v, --verbose       print the bodies of requests and answers too
  --version           print the version
  -h, --help          print this

Examples
  Start it, and look at it in a browser at http://127.0.0.1:${DEFAULT_PORT}/__admin/
    mock-freshdesk

  Create a contact
    curl -u mock-api-key:X -H "Content-Type: application/json" \\
      -X POST http://127.0.0.1:${DEFAULT_PORT}/api/v2/contacts \\
      -d '{"name":"Ada Moss","email":"ada.moss@example.com"}'

  Let the next two requests fail with 429
    curl -X POST http://127.0.0.1:${DEFAULT_PORT}/__admin/faults \\
      -d '{"status":429,"headers":{"Retry-After":"2"},"times":2}'

  See what came in
    curl http://127.0.0.1:${DEFAULT_PORT}/__admin/requests

  Save what is there, and start with it again
    curl http://127.0.0.1:${DEFAULT_PORT}/__admin/snapshot > seed.json
    mock-freshdesk --seed seed.json

Ends with 0 when told to stop, 1 when it cannot start, 2 when an option is wrong.
`
