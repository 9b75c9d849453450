import type uPlot from 'uplot'
import { LINES, spreadLabels, toAxisLabel } from './lines'

/** The colours of the theme. A canvas does not know the variables of CSS. */
function readTheme(): (name: string) => string {
  const style = getComputedStyle(document.documentElement)
  return name => style.getPropertyValue(`--${name}`).trim()
}

const FONT = '12px system-ui, sans-serif'

/** Pixels at the right of the chart, where the labels of the lines are. */
const LABEL_SPACE = 76

const LABEL_DISTANCE = 15

const SECONDS = [60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800]
const COUNTS = [1, 2, 5]
  .flatMap(digit => [1, 10, 100, 1e3, 1e4, 1e5, 1e6].map(power => digit * power))
  .sort((a, b) => a - b)

interface Handlers {
  /** The step under the pointer; null beside the chart. */
  onStep: (index: number | null) => void
}

/** Options of uPlot: lines with dash patterns, and the name of each line at its end. */
export function toChartOptions(width: number, height: number, { onStep }: Handlers): uPlot.Options {
  const color = readTheme()
  const axis = { stroke: color('quiet'), font: FONT, ticks: { show: false }, grid: { stroke: color('line'), width: 1 } }
  return {
    width,
    height,
    padding: [12, LABEL_SPACE, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { y: { range: (_, __, max) => [0, Math.max(4, max * 1.08)] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 32,
        incrs: SECONDS,
        space: 72,
        values: (_, splits) => splits.map(toAxisLabel),
      },
      { ...axis, incrs: COUNTS, size: 52, space: 36, values: (_, splits) => splits.map(toShortCount) },
    ],
    series: [
      {},
      ...LINES.map(({ key, label, dash }) => ({
        label,
        stroke: color(key),
        width: 2,
        dash: [...dash],
        // A mark shows one dead letter beside a thousand deliveries.
        points: key === 'dead' ? { show: true, size: 6, fill: color(key), filter: findMarks } : { show: false },
      })),
    ],
    hooks: {
      draw: [
        chart =>
          drawLabels(
            chart,
            LINES.map(({ key }) => color(key)),
            color('surface'),
          ),
      ],
      setCursor: [chart => onStep(chart.cursor.idx ?? null)],
    },
  }
}

const findMarks: uPlot.Series.Points.Filter = (chart, seriesIndex) =>
  Array.from(chart.data[seriesIndex] ?? []).flatMap((count, index) => (count ? [index] : []))

const toShortCount = (count: number): string => new Intl.NumberFormat('en-GB', { notation: 'compact' }).format(count)

/** Names each line: at the right of the chart, or above its peak when it ends before. */
function drawLabels(chart: uPlot, colors: readonly string[], halo: string): void {
  const { ctx, bbox, data } = chart
  const ratio = devicePixelRatio
  const lines = LINES.map(({ label }, index) => ({
    label,
    color: colors[index] ?? '',
    counts: Array.from(data[index + 1] ?? [], count => count ?? null),
  })).filter(({ counts }) => counts.some(Boolean))
  ctx.save()
  ctx.font = `600 ${12 * ratio}px system-ui, sans-serif`
  ctx.textBaseline = 'middle'
  ctx.lineWidth = 4 * ratio
  ctx.strokeStyle = halo
  ctx.lineJoin = 'round'
  const draw = (label: string, color: string, x: number, y: number) => {
    ctx.fillStyle = color
    ctx.strokeText(label, x, y)
    ctx.fillText(label, x, y)
  }
  ctx.textAlign = 'left'
  const ending = lines.filter(({ counts }) => counts.at(-1) !== null)
  const middles = ending.map(({ counts }) => chart.valToPos(counts.at(-1) ?? 0, 'y', true))
  const placed = spreadLabels(middles, LABEL_DISTANCE * ratio, bbox.top, bbox.top + bbox.height)
  ending.forEach(({ label, color }, index) => {
    draw(label, color, bbox.left + bbox.width + 10 * ratio, placed[index] ?? 0)
  })
  ctx.textAlign = 'center'
  for (const { label, color, counts } of lines.filter(({ counts }) => counts.at(-1) === null)) {
    const peak = Math.max(...counts.map(Number))
    const x = chart.valToPos(data[0][counts.indexOf(peak)] ?? 0, 'x', true)
    const half = ctx.measureText(label).width / 2
    draw(label, color, Math.max(x, bbox.left + half), chart.valToPos(peak, 'y', true) - 12 * ratio)
  }
  ctx.restore()
}
