import { describeChart, spreadLabels, toColumns } from './lines'
import { findRange } from './ranges'

test('the series becomes one column of times and one column for each line', () => {
  const series = [
    { at: '2026-11-25T12:00:00.000Z', delivered: 5, dropped: 1, retrying: 0, dead: 2 },
    { at: '2026-11-25T12:01:00.000Z', delivered: 7, dropped: 0, retrying: 3, dead: 0 },
  ]
  expect(toColumns(series)).toEqual([
    [1_795_608_000, 1_795_608_060],
    [5, 7],
    [1, 0],
    [0, 3],
    [2, 0],
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

test.each([
  ['6h', 360],
  ['7d', 10_080],
  ['2w', 60],
  [undefined, 60],
])('the range %s has %d minutes', (key, minutes) => {
  expect(findRange(key).minutes).toBe(minutes)
})
