import type { ComponentChildren } from 'preact'
import type { ApiError } from '../api/request'
import { Button } from './button'
import './state.css'

/** What a view shows when it has nothing to show: why, and where to go on. */
export const EmptyState = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="state">
    <h2>{title}</h2>
    {children}
  </div>
)

/** What a view shows when a request failed: the sentence of the server, and another try. */
export const ErrorState = ({ error, onRetry }: { error: ApiError; onRetry: () => void }) => (
  <div class="state" role="alert">
    <h2>This cannot be shown now</h2>
    <p class="data">{error.message}</p>
    <Button onClick={onRetry}>Try again</Button>
  </div>
)
