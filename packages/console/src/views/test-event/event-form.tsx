import { useId } from 'preact/hooks'
import { TextField } from '../../parts/text-field'
import { type EventBody, type FieldKey, getField, setField } from './event-fields'

interface EventFormProps {
  event: EventBody
  onChange: (event: EventBody) => void
}

const TYPES = [
  ['track', 'track: a person did something'],
  ['identify', 'identify: who a person is'],
  ['page', 'page: a person looked at a page'],
]

const CONSENT = [
  ['granted', 'Granted'],
  ['refused', 'Refused'],
  ['', 'Not in the event'],
]

const PERSON: ReadonlyArray<[FieldKey, string]> = [
  ['userId', 'User id'],
  ['name', 'Name'],
  ['email', 'E-mail'],
  ['phone', 'Phone'],
  ['title', 'Job title'],
]

/** The common parts of an event as fields. The rest of the event stays as it is. */
export function EventForm({ event, onChange }: EventFormProps) {
  const change = (key: FieldKey) => (text: string) => onChange(setField(event, key, text))
  const type = getField(event, 'type')
  const isTrack = type === 'track'
  return (
    <div class="event-form">
      <Choice label="Kind of event" value={type} choices={withValue(TYPES, type)} onChange={change('type')} />
      {isTrack && <TextField label="Event" value={getField(event, 'event')} onChange={change('event')} />}
      {PERSON.map(([key, label]) => (
        <TextField key={key} label={label} value={getField(event, key)} onChange={change(key)} />
      ))}
      {isTrack && <TextField label="Sign-up method" value={getField(event, 'method')} onChange={change('method')} />}
      <Choice
        label="Marketing consent"
        value={getField(event, 'consent')}
        choices={CONSENT}
        onChange={change('consent')}
      />
    </div>
  )
}

/** A type that the form does not know stays as a choice. */
const withValue = (choices: string[][], value: string): string[][] =>
  choices.some(([known]) => known === value)
    ? choices
    : [...choices, [value, value === '' ? 'not in the event' : value]]

interface ChoiceProps {
  label: string
  value: string
  choices: string[][]
  onChange: (value: string) => void
}

export function Choice({ label, value, choices, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {choices.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
