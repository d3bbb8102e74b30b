import { useState } from 'preact/hooks'
import type { Place } from '../../model/place.ts'
import { formatPlace } from '../../model/place.ts'
import { traceIdText } from '../../model/trace-id-text.ts'
import { connection } from '../../state/connection.ts'
import { go, place } from '../../state/place.ts'
import { nextTheme, theme } from '../../state/theme.ts'
import { strings } from '../../strings.ts'
import { Icon } from '../parts/icon.tsx'
import { isKeySheetOpen } from './key-sheet.tsx'

const VIEWS = ['map', 'traces', 'refused', 'groups', 'sampling'] as const
/** What stays as it is when one goes from the map to the traces and back. */
const KEPT_PARAMS = ['range', 'group']
const THEME_ICONS = { system: 'auto', light: 'sun', dark: 'moon' } as const

/** The bar above every view: where one can go, whether the server answers, and how the page looks. */
export function Bar() {
  return (
    <header class="bar">
      <a class="brand" href="/">
        <svg width="18" height="18" viewBox="0 0 16 16" aria-hidden="true">
          <g stroke-width="2.4" stroke-linecap="round" fill="none">
            <path d="M2 4h10" stroke="var(--ok)" />
            <path d="M4.5 8h6.5" stroke="var(--error)" />
            <path d="M8 12h6" stroke="var(--fault)" />
          </g>
        </svg>
        {strings.brand}
      </a>
      <nav aria-label={strings.nav.label}>
        {VIEWS.map(view => (
          <a key={view} href={hrefOf(view)} {...(isCurrent(view) && { 'aria-current': 'page' as const })}>
            {strings.nav[view]}
          </a>
        ))}
      </nav>
      <div class="tools">
        <ConnectionMark />
        <TraceJump />
        <button
          type="button"
          class="quiet"
          aria-label={strings.theme[theme.value]}
          title={strings.theme[theme.value]}
          onClick={() => {
            theme.value = nextTheme(theme.value)
          }}
        >
          <Icon name={THEME_ICONS[theme.value]} />
        </button>
        <button
          type="button"
          class="quiet"
          title={strings.help}
          aria-label={strings.help}
          onClick={() => {
            isKeySheetOpen.value = true
          }}
        >
          ?
        </button>
      </div>
    </header>
  )
}

function ConnectionMark() {
  const state = connection.value
  return (
    <span class={`connection is-${state}`} title={strings.connection[state]}>
      <span class="long">{strings.connection[state]}</span>
    </span>
  )
}

function TraceJump() {
  const [isWrong, setWrong] = useState(false)
  const open = (event: Event) => {
    event.preventDefault()
    const input = (event.currentTarget as HTMLFormElement).querySelector('input')!
    const traceId = traceIdText(input.value)
    setWrong(traceId === undefined)
    if (traceId === undefined) return
    input.value = ''
    go({ view: 'trace', traceId, params: {} })
  }
  return (
    <form onSubmit={open} role="search" aria-label={strings.jump.label}>
      <input
        class="jump"
        placeholder={strings.jump.placeholder}
        aria-label={strings.jump.label}
        aria-invalid={isWrong}
        title={isWrong ? strings.jump.wrong : strings.jump.label}
        autocomplete="off"
        spellcheck={false}
        onInput={() => setWrong(false)}
      />
    </form>
  )
}

function isCurrent(view: Place['view']): boolean {
  const current = place.value.view
  return view === current || (view === 'traces' && current === 'trace')
}

function hrefOf(view: Place['view']): string {
  const { params } = place.value
  const kept = KEPT_PARAMS.flatMap(key => (params[key] === undefined ? [] : [[key, params[key]] as const]))
  return formatPlace({ view, params: Object.fromEntries(kept) })
}
