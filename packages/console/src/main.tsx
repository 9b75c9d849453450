import { render } from 'preact'
import { App } from './shell/app'
import './theme.css'

render(<App />, document.getElementById('app') as HTMLElement)
