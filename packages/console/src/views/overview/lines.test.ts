import { describeChart, spreadLabels, toColumns, toStepLabel } from './lines'
import { findRange } from './ranges'

test('the series becomes one column of times and one for each line, with gaps where nothing happened', () => {
  const series = [
    { at: '2026-11-25T12:00:00.000Z', delivered: 5, dropped: 1, retrying: 0, dead: 2 },
    { at: '2026-11-25T12:01:00.000Z', delivered: 7, dropped: 0, retrying: 0, dead: 0 },
    { at: '2026-11-25T12:02:00.000Z', delivered: 6, dropped: 0, retrying: 0, dead: 0 },
  ]
  expect(toColumns(series)).toEqual([
    [1_795_608_000, 1_795_608_060, 1_795_608_120],
    [5, 7, 6],
    [1, 0, null],
    [null, null, null],
    [2, 0, null],
  ])
})

test('the sentence of the chart names each total and the range', () => {
  const totals = { received: 1_300, delivered: 1_204, dropped: 30, retrying: 0, dead: 2, waiting: 0 }
  expect(describeChart(totals, 'the last hour')).toBe(
    'In the last hour: 1,204 delivered, 30 dropped, 0 retrying and 2 dead. The table below the chart has each step.',
  )
})

describe('labels', () => {
  test('that are apart stay where they are', () => {
    expect(spreadLabels([20, 60, 100], 14, 0, 120)).toEqual([20, 60, 100])
  })

  test('at one place are stacked upwards, the first one on top', () => {
    expect(spreadLabels([100, 100, 100], 14, 0, 100)).toEqual([72, 86, 100])
  })

  test('that were pushed over the top come down again', () => {
    expect(spreadLabels([2, 4, 30], 14, 0, 100)).toEqual([0, 14, 30])
  })
})

test('a step has its day in a range of days, and says when it still runs', () => {
  const at = '2026-11-25T12:00:00.000Z'
  const end = Date.parse(at) + 7_200_000
  expect(toStepLabel(at, 7_200, 10_080, end)).toMatch(/^Wed,? 25 Nov, \d\d:00 to \d\d:00$/)
  expect(toStepLabel(at, 60, 60, end)).toMatch(/^\d\d:00 to \d\d:01$/)
  expect(toStepLabel(at, 7_200, 60, end - 1)).toMatch(/, so far$/)
})

test.each([
  ['6h', 360],
  ['7d', 10_080],
  ['2w', 60],
  [undefined, 60],
])('the range %s has %d minutes', (key, minutes) => {
  expect(findRange(key).minutes).toBe(minutes)
})
