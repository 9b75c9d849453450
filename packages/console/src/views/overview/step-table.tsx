import type { Overview } from '../../api/types'
import { countWords, LINES, toStepLabel } from './lines'
import type { Range } from './ranges'

/** The numbers of the chart as a table, the newest step first. */
export const StepTable = ({ overview, range }: { overview: Overview; range: Range }) => (
  <details class="step-table">
    <summary>Show the numbers as a table</summary>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keyboard. */}
    <section class="step-table-scroll" aria-label="The numbers of the chart" tabIndex={0}>
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {LINES.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {overview.series.toReversed().map(step => (
            <tr key={step.at}>
              <th scope="row">{toStepLabel(step.at, overview.step_seconds, range.minutes)}</th>
              {LINES.map(({ key }) => (
                <td key={key}>{countWords(step[key])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </details>
)
