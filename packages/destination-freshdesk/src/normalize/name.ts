import { line, type Normalized } from './text'

/** The name as the event gives it: whole, else first and last together. Nothing when it gives none. */
export function name(payload: { name?: unknown; first_name?: unknown; last_name?: unknown }): Normalized<string> {
  const whole = line(payload.name)
  if (whole.value !== undefined) return whole
  const parts = [line(payload.first_name).value, line(payload.last_name).value].filter(part => part !== undefined)
  return parts.length > 0 ? line(parts.join(' ')) : whole
}
