import { defineConfig } from 'vite'

/** `pnpm --filter @datafly/console dev` shows the page of a server on the default ports. */
const SERVER = 'http://127.0.0.1:4101'

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/admin/v1': {
        target: SERVER,
        changeOrigin: true,
        // The admin API refuses pages of other origins.
        configure: proxy => proxy.on('proxyReq', request => request.setHeader('origin', SERVER)),
      },
    },
  },
})
