import { TextField } from '../../parts/text-field'
import type { Draft, Problems } from './draft'

interface DeliveryFieldsProps {
  draft: Draft
  problems: Problems
  onChange: (part: Partial<Draft>) => void
}

/** Consent, rate and share: how the server delivers, whatever the destination is. */
export function DeliveryFields({ draft, problems, onChange }: DeliveryFieldsProps) {
  return (
    <div class="integration-form-fields">
      <TextField
        label="Consent categories checked again at delivery"
        description="With commas between them. An event whose visitor has withdrawn one of them is dropped. Empty: no second check."
        value={draft.consent}
        onChange={consent => onChange({ consent })}
        problem={problems.consent ?? null}
      />
      <div class="integration-form-pair">
        <TextField
          label="Rate"
          description="The most calls a minute. Empty: the limit that the account reports."
          value={draft.rate}
          onChange={rate => onChange({ rate })}
          problem={problems.rate ?? null}
        />
        <TextField
          label="Share in percent"
          description="The part of the reported limit to use, so that other programs keep the rest. Empty: all of it."
          value={draft.share}
          onChange={share => onChange({ share })}
          problem={problems.share ?? null}
        />
      </div>
    </div>
  )
}
