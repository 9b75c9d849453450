import { useState } from 'preact/hooks'
import { getAuthor, setAuthor } from '../../api/request'
import { TextField } from '../../parts/text-field'

/** The name under which this browser makes changes. */
export function AuthorField() {
  const [name, setName] = useState(getAuthor)
  const change = (text: string) => {
    setName(text)
    setAuthor(text)
  }
  return (
    <div class="history-author">
      <TextField
        label="Your name"
        description="The history shows it beside the changes that you make in this browser."
        value={name}
        onChange={change}
      />
    </div>
  )
}
