import type { MappedAction, MappedField } from './mapped-action'
import { TimelineStep } from './timeline-step'
import { toVisibleText } from './visible-text'

/** Each trait with its place in the event, and what Freshdesk received; then what was left out. */
export function MappingStep({ mapped }: { mapped: MappedAction }) {
  const { title, fields, emptyFields, omitted, hasRequest, hasChanged, problem } = mapped
  return (
    <TimelineStep title={`Mapped by ${toVisibleText(title)}`} tone={problem ? 'failed' : 'done'}>
      {problem && <p class="data">{toVisibleText(problem, 1_000)}</p>}
      {hasChanged && (
        <p class="event-warning">
          The mapping or the event’s settings changed since. The values are those of the attempt.
        </p>
      )}
      {fields.length > 0 && (
        <table class="event-mapping">
          <thead>
            <tr>
              <th scope="col">From the event</th>
              <th scope="col">{hasRequest ? 'To Freshdesk' : 'Field of Freshdesk'}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(field => (
              <MappingRow
                key={field.field}
                mapped={field}
                hasRequest={hasRequest}
                isOmitted={omitted.some(item => item.field === field.field)}
              />
            ))}
          </tbody>
        </table>
      )}
      {omitted.length > 0 && (
        <>
          <h4>Left out</h4>
          <ul class="event-omitted">
            {omitted.map(({ field, label, reason, explanation }) => (
              <li key={`${field} ${reason}`} class="data">
                {toVisibleText(explanation ?? `${label} ${toReason(reason)}`, 500)}
              </li>
            ))}
          </ul>
        </>
      )}
      {emptyFields.length > 0 && (
        <p class="quiet data event-empty-fields">
          No value in this event for: {toVisibleText(emptyFields.join(', '), 1_000)}.
        </p>
      )}
    </TimelineStep>
  )
}

function MappingRow({
  mapped,
  isOmitted,
  hasRequest,
}: {
  mapped: MappedField
  isOmitted: boolean
  hasRequest: boolean
}) {
  const { field, label, from, value, sent } = mapped
  const before = toText(value)
  const after = sent === undefined ? null : toText(sent)
  return (
    <tr>
      <td>
        <span class="mono data quiet">
          {from?.map(path => (
            <Path key={path} path={path} />
          ))}
          {from?.length === 0 && 'set in the mapping'}
        </span>
        <span class="data">{toVisibleText(before, 500)}</span>
      </td>
      <td>
        <span class="mono data quiet" title={label}>
          {toVisibleText(field)}
        </span>
        {after === null ? (
          <span class="quiet">{isOmitted ? 'left out' : hasRequest && 'not sent'}</span>
        ) : (
          <span class="data" data-changed={after !== before || undefined}>
            {toVisibleText(after, 500)}
          </span>
        )}
      </td>
    </tr>
  )
}

/** A path that breaks at its dots. */
const Path = ({ path }: { path: string }) => (
  <span>
    {toVisibleText(path, 300)
      .split(/(?<=\.)/)
      .flatMap(part => [part, <wbr key={part} />])}
  </span>
)

/** A reason is a part of a sentence, or one word of a list. */
const toReason = (reason: string): string => (reason.includes(' ') ? `${reason}.` : `was left out: ${reason}.`)

const toText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
