import { once } from 'node:events'
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, dirname, join } from 'node:path'

/** Where a page sends its events, and with which key. Read when a browser asks for the page. */
export interface PageOptions {
  writeKey: string
  /** The address of intake, such as "http://127.0.0.1:4100". */
  intake: string
}

/** The browser bundle of analytics.js and the parts that it loads later. */
const BUNDLES = join(dirname(require.resolve('@segment/analytics-next/package.json')), 'dist/umd')

/** The call that each page makes. */
const SIGN_UP = `track('Signed Up', { method: 'email' }, {
  traits: { name: 'John Doe', email: 'John.Doe@example.com', phone: '07700 900123', title: 'Head of Growth' },
})`

/**
 * The snippet of Segment, shortened to the methods that the page calls. Calls that happen before
 * analytics.js has loaded wait in the array.
 */
const analyticsPage = ({ writeKey }: PageOptions) => `<!doctype html><title>Shop</title><script>
  const analytics = window.analytics = []
  for (const method of ['track', 'ready', 'addSourceMiddleware']) {
    analytics[method] = (...args) => { analytics.push([method, ...args]); return analytics }
  }
  analytics._writeKey = '${writeKey}'
  analytics._cdn = location.origin
  document.head.append(Object.assign(document.createElement('script'), {
    async: true, src: '/analytics.js/v1/${writeKey}/analytics.min.js',
  }))
  // A consent banner adds the choice of the visitor in this way.
  analytics.addSourceMiddleware(({ payload, next }) => {
    payload.obj.context.consent = { categoryPreferences: { marketing: true } }
    next(payload)
  })
  analytics.ready(() => {
    window.analytics.user().id('usr_123')
    window.analytics.${SIGN_UP}
  })
</script>`

/**
 * Datafly.js posts one event a request, with the pipeline key as a Bearer token and the consent as
 * plain booleans.
 */
const dataflyPage = ({ writeKey, intake }: PageOptions) => `<!doctype html><title>Shop</title><script>
  const datafly = {
    track: (event, properties, { traits }) => fetch('${intake}/v1/t', {
      method: 'POST',
      keepalive: true,
      headers: { Authorization: 'Bearer ${writeKey}', 'Content-Type': 'application/json' },
      body: JSON.stringify({
        type: 'track', event, properties, traits, userId: 'usr_123', anonymousId: 'anon_a1b2', groupId: null,
        context: { page: { url: location.href }, consent: { analytics: true, marketing: true } },
        timestamp: new Date().toISOString(), messageId: crypto.randomUUID(),
      }),
    }),
  }
  datafly.${SIGN_UP}
</script>`

const PAGES: Readonly<Record<string, (options: PageOptions) => string>> = {
  '/analytics': analyticsPage,
  '/datafly': dataflyPage,
}

/** The settings that analytics.js asks its content delivery network for. */
const toSettings = ({ writeKey, intake }: PageOptions) => ({
  integrations: { 'Segment.io': { apiKey: writeKey, apiHost: `${new URL(intake).host}/v1`, protocol: 'http' } },
})

/** Serves a website on a free port: its origin differs from the origin of intake. */
export async function startWebsite(options: PageOptions) {
  const server = createServer(({ url = '' }, response) => {
    const page = PAGES[url]
    if (page) return response.setHeader('content-type', 'text/html').end(page(options))
    if (url.endsWith('/settings')) return response.end(JSON.stringify(toSettings(options)))
    const file = join(BUNDLES, url.endsWith('/analytics.min.js') ? 'standalone.js' : basename(url))
    if (existsSync(file)) return createReadStream(file).pipe(response.setHeader('content-type', 'text/javascript'))
    return response.writeHead(url === '/favicon.ico' ? 204 : 404).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
