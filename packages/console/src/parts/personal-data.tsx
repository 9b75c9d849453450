import { useEffect, useState } from 'preact/hooks'

const KEY = 'datafly:personal-data'
const CHANGED = 'datafly:personal-data'

const isShown = () => sessionStorage.getItem(KEY) === 'shown'

/** True when this tab shows personal data. By default it is masked. */
export function usePersonalData(): boolean {
  const [shown, setShown] = useState(isShown)
  useEffect(() => {
    const update = () => setShown(isShown())
    window.addEventListener(CHANGED, update)
    return () => window.removeEventListener(CHANGED, update)
  }, [])
  return shown
}

export function PersonalDataToggle() {
  const shown = usePersonalData()
  const toggle = () => {
    sessionStorage.setItem(KEY, shown ? 'masked' : 'shown')
    window.dispatchEvent(new CustomEvent(CHANGED))
  }
  return (
    <label class="personal-data">
      <input type="checkbox" checked={shown} onChange={toggle} />
      Show personal data
    </label>
  )
}
