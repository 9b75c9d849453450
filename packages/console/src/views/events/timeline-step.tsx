import type { ComponentChildren } from 'preact'

type Tone = 'done' | 'failed' | 'skipped' | 'retrying' | 'pause' | 'open'

/** A sign for each tone, so that it can be read without colour. */
const SIGNS: Readonly<Record<Tone, string>> = {
  done: '✓',
  failed: '✕',
  skipped: '–',
  retrying: '↻',
  pause: '·',
  open: '…',
}

interface TimelineStepProps {
  title: string
  tone: Tone
  time?: string
  children?: ComponentChildren
}

/** One step of a timeline: a sign on the line, a title, a time, and details. */
export const TimelineStep = ({ title, tone, time, children }: TimelineStepProps) => (
  <li class={`timeline-step timeline-${tone}`}>
    <span class="timeline-sign" aria-hidden="true">
      {SIGNS[tone]}
    </span>
    <div class="timeline-head">
      <h3>{title}</h3>
      {time && <span class="timeline-time numbers">{time}</span>}
    </div>
    {children && <div class="timeline-content">{children}</div>}
  </li>
)
