/** The second half of --help. */
export const EXAMPLES = `
Examples:
  Start it, and look at it in a browser at http://127.0.0.1:4010/__admin/
    mock-freshdesk

  Create a contact
    curl -u mock-api-key:X -H "Content-Type: application/json" \\
      -X POST http://127.0.0.1:4010/api/v2/contacts \\
      -d '{"name":"Ada Moss","email":"ada.moss@example.com"}'

  Let the next two requests fail with 429
    curl -X POST http://127.0.0.1:4010/__admin/faults \\
      -d '{"status":429,"headers":{"Retry-After":"2"},"times":2}'

  See what came in
    curl http://127.0.0.1:4010/__admin/requests

  Save the data, and start with it again
    curl http://127.0.0.1:4010/__admin/snapshot > seed.json
    mock-freshdesk --seed seed.json

Exit codes:
  0   a signal ended it
  1   it cannot start, or the file of --db cannot take everything
  2   a flag is wrong
`
