import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Overview } from '../../api/types'
import { toChartOptions } from './chart-options'
import { countWords, describeChart, LINES, toColumns, toStepLabel } from './lines'
import type { Range } from './ranges'

const HEIGHT = 260

/**
 * The outcomes over time as lines. The legend shows the totals, or the counts of the step under the
 * pointer. New values move the lines of the same chart, so that nothing flickers.
 */
export function StatusChart({ overview, range }: { overview: Overview; range: Range }) {
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot | null>(null)
  const [step, setStep] = useState<number | null>(null)
  const theme = useTheme()
  const columns = useMemo(() => toColumns(overview.series), [overview])
  const latest = useRef(columns)
  latest.current = columns

  // A canvas keeps its colours: another theme needs another chart.
  useEffect(() => {
    const element = host.current
    if (!element) return
    const created = new uPlot(toChartOptions(element.clientWidth, HEIGHT, { onStep: setStep }), latest.current, element)
    chart.current = created
    const observer = new ResizeObserver(() => created.setSize({ width: element.clientWidth, height: HEIGHT }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      created.destroy()
    }
  }, [theme])
  useEffect(() => chart.current?.setData(columns), [columns])

  const current = step === null ? null : overview.series[step]
  return (
    <figure class="chart">
      <figcaption class="chart-legend">
        <ul>
          {LINES.map(({ key, label, dash }) => (
            <li key={key} class={`line-${key}`}>
              <svg class="chart-sample" viewBox="0 0 28 4" aria-hidden="true">
                <line x1="0" y1="2" x2="28" y2="2" stroke-dasharray={dash.join(' ')} />
              </svg>
              {label} <span class="numbers chart-count">{countWords((current ?? overview.totals)[key])}</span>
            </li>
          ))}
        </ul>
        <p class="quiet numbers">
          {current ? toStepLabel(current.at, overview.step_seconds, range.minutes) : `Total of ${range.words}`}
        </p>
      </figcaption>
      <div ref={host} class="chart-plot" role="img" aria-label={describeChart(overview.totals, range.words)} />
    </figure>
  )
}

/** "dark" or "light", as the person has chosen in the system. */
function useTheme(): string {
  const media = useMemo(() => matchMedia('(prefers-color-scheme: dark)'), [])
  const [isDark, setDark] = useState(media.matches)
  useEffect(() => {
    const update = () => setDark(media.matches)
    media.addEventListener('change', update)
    return () => media.removeEventListener('change', update)
  }, [media])
  return isDark ? 'dark' : 'light'
}
