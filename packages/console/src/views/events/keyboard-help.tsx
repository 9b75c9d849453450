import { Button } from '../../parts/button'
import { Dialog } from '../../parts/dialog'

const KEYS: ReadonlyArray<[keys: string[], effect: string]> = [
  [['j', '↓'], 'Next event'],
  [['k', '↑'], 'Previous event'],
  [['Enter'], 'Open the event'],
  [['Esc'], 'Close the event'],
  [['/'], 'Go to the filter'],
  [['?'], 'Show these keys'],
]

export const KeyboardHelp = ({ onClose }: { onClose: () => void }) => (
  <Dialog title="Keyboard shortcuts" onClose={onClose}>
    <dl class="event-keys">
      {KEYS.map(([keys, effect]) => (
        <div key={effect}>
          <dt>
            {keys.map(key => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>
          <dd>{effect}</dd>
        </div>
      ))}
    </dl>
    <div class="dialog-buttons">
      <Button onClick={onClose}>Close</Button>
    </div>
  </Dialog>
)
