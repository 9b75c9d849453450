import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const { CHROMIUM_PATH } = process.env
const PLACES = CHROMIUM_PATH
  ? [CHROMIUM_PATH]
  : ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where this machine has its Chromium; undefined when it has none. */
export const chromiumPath = PLACES.find(existsSync)

/**
 * Without the calls home that Chromium makes at its start. Containers run as root, where it has no
 * sandbox.
 */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath as string,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
