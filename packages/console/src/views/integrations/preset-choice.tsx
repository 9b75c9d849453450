import type { Destination } from '../../api/types'
import { describeTrigger, parseTrigger } from './trigger'
import './preset-choice.css'

/** The preset of a new integration. The mapping editor changes it after the first deploy. */
export function PresetChoice({ destination }: { destination: Destination }) {
  // A destination can list its preset once for each action.
  const names = [...new Set(destination.presets.map(({ name }) => name))]
  const [name = 'Default'] = names
  const subscriptions = destination.presets
    .filter(preset => preset.name === name)
    .flatMap(preset => preset.subscriptions)
  return (
    <fieldset class="field preset-choice">
      <legend>Preset</legend>
      <label class="preset-choice-item">
        <input type="radio" name="preset" checked />
        <span>
          <span class="preset-choice-name">{name}</span>
          {subscriptions.map(({ partnerAction, subscribe }) => {
            const action = destination.actions.find(({ slug }) => slug === partnerAction)
            return (
              <span key={`${partnerAction}${subscribe}`} class="preset-choice-action">
                <span>
                  {action?.title ?? partnerAction}{' '}
                  <span class="quiet">({toPhrase(describeTrigger(parseTrigger(subscribe)))})</span>
                </span>
                <span class="quiet">{action?.description}</span>
              </span>
            )
          })}
        </span>
      </label>
      <p class="field-description">You can change events and mapping after the first deploy, with a preview.</p>
    </fieldset>
  )
}

/** A sentence inside of a sentence. The names of events keep their case. */
const toPhrase = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1)
