import { EXAMPLE } from '../test-event/example'

export interface Snippet {
  title: string
  code: string
}

/**
 * Code that sends one event to a source.
 *
 * @param intakeUrl the address of the intake, such as `https://events.shop.example`
 * @param writeKey the key, or a placeholder when it is not known any more
 */
export function toSnippets(intakeUrl: string, writeKey: string): Snippet[] {
  const url = `${intakeUrl.replace(/\/+$/u, '')}/v1/t`
  const body = JSON.stringify(EXAMPLE, null, 2)
  return [
    {
      title: 'curl',
      code: [
        `curl ${quote(url)} \\`,
        `  -H ${quote(`Authorization: Bearer ${writeKey}`)} \\`,
        `  -H 'Content-Type: application/json' \\`,
        `  -d ${quote(JSON.stringify(EXAMPLE))}`,
      ].join('\n'),
    },
    {
      title: 'Browser',
      code: [
        `await fetch(${JSON.stringify(url)}, {`,
        `  method: 'POST',`,
        `  headers: { Authorization: ${JSON.stringify(`Bearer ${writeKey}`)}, 'Content-Type': 'application/json' },`,
        `  body: JSON.stringify(${body.replaceAll('\n', '\n  ')}),`,
        '  keepalive: true,',
        '})',
      ].join('\n'),
    },
  ]
}

/** A word of a shell. A quote inside of it ends the word, is escaped, and starts it again. */
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
