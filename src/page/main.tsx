import { render } from 'preact'
import { listenToEvents } from './api/live-events.ts'
import { followAddress, isTraceFile } from './state/place.ts'
import { applyTheme } from './state/theme.ts'
import { App } from './views/shell/app.tsx'
import { FileApp } from './views/shell/file-app.tsx'

applyTheme()
followAddress()
if (!isTraceFile) listenToEvents()
render(isTraceFile ? <FileApp /> : <App />, document.getElementById('page')!)
