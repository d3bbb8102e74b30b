import type { ComponentChildren } from 'preact'
import type { CallError } from '../../api/call-xray.ts'
import { strings } from '../../strings.ts'

/** A place where something would be, what it means that it is not, and what to do next. */
export function EmptyState({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <section class="empty">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** Something could not be had: in the server's words, or with how to start it. */
export function FailedState({ error }: { error: CallError }) {
  return (
    <EmptyState title={error.status === 0 ? strings.connection.lost : strings.failed}>
      <p>{error.status === 0 ? strings.connection.explain : error.message}</p>
      <button type="button" onClick={() => location.reload()}>
        {strings.retry}
      </button>
    </EmptyState>
  )
}

/** It is on its way. */
export function LoadingState() {
  return <p class="empty soft">{strings.loading}</p>
}
