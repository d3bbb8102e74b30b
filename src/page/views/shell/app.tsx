import type { ComponentChildren } from 'preact'
import { place } from '../../state/place.ts'
import { strings } from '../../strings.ts'
import { GroupsPage } from '../groups/groups-page.tsx'
import { MapPage } from '../map/map-page.tsx'
import { EmptyState } from '../parts/load-state.tsx'
import { RefusedPage } from '../refused/refused-page.tsx'
import { SamplingPage } from '../sampling/sampling-page.tsx'
import { TracePage } from '../trace/trace-page.tsx'
import { TracesPage } from '../traces/traces-page.tsx'
import { Bar } from './bar.tsx'
import { DropTarget } from './drop-target.tsx'
import { KeySheet } from './key-sheet.tsx'
import { LostNotice } from './lost-notice.tsx'

/** The whole page: the bar above, and the view that the URL names. */
export function App() {
  return (
    <>
      <a class="skip" href="#main">
        {strings.skip}
      </a>
      <Bar />
      <LostNotice />
      <DropTarget />
      <main id="main" tabIndex={-1}>
        <View />
      </main>
      <KeySheet />
    </>
  )
}

function View() {
  const { view, traceId = '' } = place.value
  if (view === 'trace') return <TracePage key={traceId} traceId={traceId} />
  if (view === 'map') return titled(strings.nav.map, <MapPage />)
  if (view === 'traces') return titled(strings.nav.traces, <TracesPage />)
  if (view === 'refused') return <RefusedPage />
  if (view === 'groups') return <GroupsPage />
  if (view === 'sampling') return <SamplingPage />
  return titled(
    strings.nowhere.title,
    <EmptyState title={strings.nowhere.title}>
      <a href="/traces">{strings.nowhere.action}</a>
    </EmptyState>,
  )
}

/** A view that shows no title of its own has one for those who cannot see it. */
function titled(title: string, view: ComponentChildren) {
  return (
    <>
      <h1 class="hidden-text">{title}</h1>
      {view}
    </>
  )
}
