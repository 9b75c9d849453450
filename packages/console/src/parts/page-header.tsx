import type { ComponentChildren } from 'preact'
import './page-header.css'

/** The title of a view, and at its end the buttons of the whole view. */
export const PageHeader = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="page-header">
    <h1>{title}</h1>
    <div class="page-header-end">{children}</div>
  </div>
)
