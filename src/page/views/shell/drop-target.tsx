import { useEffect, useState } from 'preact/hooks'
import { CallError, importDocuments } from '../../api/call-xray.ts'
import { droppedTrace } from '../../model/dropped-trace.ts'
import { go } from '../../state/place.ts'
import { strings } from '../../strings.ts'

/** Takes a file that is dropped anywhere onto the page, and opens its trace. */
export function DropTarget() {
  const [isOver, setOver] = useState(false)
  const [failure, setFailure] = useState<string>()
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      void openFiles([...(event.dataTransfer?.files ?? [])]).then(setFailure)
    }
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
    }
  }, [])
  return (
    <>
      {isOver && <div class="drop">{strings.drop.invite}</div>}
      <div role="status">
        {failure !== undefined && (
          <p class="lost row spread">
            {failure}
            <button type="button" onClick={() => setFailure(undefined)}>
              {strings.close}
            </button>
          </p>
        )}
      </div>
    </>
  )
}

/** Sends the files to the server and goes to the trace of the first; comes back with what went wrong, if anything. */
async function openFiles(files: readonly File[]): Promise<string | undefined> {
  let first: string | undefined
  for (const file of files) {
    try {
      // What cannot be read is a folder, say.
      const { text, traceId } = droppedTrace(await file.text())
      if (traceId === undefined) return `${file.name}: ${strings.drop.failed}`
      const { taken, refusals } = await importDocuments(text)
      if (taken === 0) return `${file.name}: ${refusals[0]?.message ?? strings.drop.failed}`
      first ??= traceId
    } catch (error) {
      return `${file.name}: ${error instanceof CallError ? error.message : String(error)}`
    }
  }
  if (first !== undefined) go({ view: 'trace', traceId: first, params: {} })
  return undefined
}
