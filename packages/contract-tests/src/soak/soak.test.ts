import { startMock } from 'mock-freshdesk'
import { seedContacts } from './people'
import { soak } from './soak'

jest.setTimeout(120_000)

it('1,500 events through faults, outages, interruptions and kills end in the contacts that the events describe', async () => {
  const people = 300
  const mock = await startMock({ plan: 'off', seed: { contacts: seedContacts(people) } })
  const result = await soak({ events: 1_500, people, seed: 7, interruptions: 2, kills: 2, outages: 2, url: mock.url })
  await mock.close()
  expect(result).toMatchObject({
    lost: 0,
    doubled: 0,
    stale: 0,
    tagsLost: 0,
    rejected: [],
    interruptions: 2,
    kills: 2,
    outages: 2,
  })
  // The run met what it is about.
  expect(result.retries).toBeGreaterThan(50)
  expect(result.redelivered).toBeGreaterThan(0)
})
