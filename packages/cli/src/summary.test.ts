import { type Report, toReport } from '@datafly/delivery'
import { createSummary } from './summary'

const report = (outcome: Report['outcome'], message: string | null = null): Report => ({
  ...toReport({}, []),
  outcome,
  reason: 'why',
  message,
})

/** Adds the reports as lines 1, 2, 3 and so on. */
function summarize(...reports: Report[]) {
  const summary = createSummary()
  reports.forEach((report, i) => {
    summary.add(i + 1, report, false)
  })
  return summary
}

it('counts how often each explanation was given', () => {
  const { explanations } = summarize(
    report('rejected', 'No name.'),
    report('gave-up', 'Down.'),
    report('rejected', 'No name.'),
    report('gave-up'),
    report('created', 'Fine.'),
  )
  expect([...explanations]).toEqual([
    ['rejected: No name.', 2],
    ['gave-up: Down.', 1],
    ['gave-up: why', 1],
  ])
})

it('of eleven different explanations shows ten, and still counts those', () => {
  const eleven = Array.from({ length: 11 }, (_, i) => report('rejected', `Field ${i} is wrong.`))
  const { explanations } = summarize(...eleven, ...eleven)
  expect([...explanations]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(i => [`rejected: Field ${i} is wrong.`, 2]))
})

it('remembers the first line that was interrupted and the first that is not kept, in whatever order they end', () => {
  const summary = createSummary()
  summary.add(9, report('rejected'), true)
  summary.add(8, report('interrupted'), true)
  summary.add(7, report('rejected'), false)
  summary.add(4, report('interrupted'), true)
  summary.add(5, report('interrupted'), false)
  summary.add(1, report('created'), false)
  expect(summary).toMatchObject({ failed: 5, kept: 3, firstToRepeat: 4, firstNotKept: 5 })
})
