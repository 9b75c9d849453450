import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog } from './logs'
import { startServer } from './server'
import * as launch from './store/embedded/launch'

jest.mock('./store/embedded/launch', () => {
  const actual = jest.requireActual<typeof launch>('./store/embedded/launch')
  return { ...actual, launchPostgres: jest.fn(actual.launchPostgres) }
})

test('a start goes on when another process stops the embedded database meanwhile', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'datafly-start-'))
  const launched = jest.mocked(launch.launchPostgres)
  const { launchPostgres } = jest.requireActual<typeof launch>('./store/embedded/launch')
  launched.mockImplementationOnce(async options => {
    const postgres = await launchPostgres(options)
    await postgres.stop()
    return postgres
  })
  const server = await startServer({ folder, log: createLog('silent'), config: null, port: 0, adminPort: 0, env: {} })
  expect(launched).toHaveBeenCalledTimes(2)
  expect((await fetch(`${server.adminUrl}/readyz`)).status).toBe(200)
  await server.close()
  rmSync(folder, { recursive: true })
})
