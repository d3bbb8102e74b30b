import { documentsToOtlp } from '../../../otlp/index.ts'
import { traceFile } from '../../model/trace-file.ts'
import type { TraceTree } from '../../model/trace-tree.ts'
import { isTraceFile } from '../../state/place.ts'
import { strings } from '../../strings.ts'
import { Menu } from '../parts/menu.tsx'

/** A trace as files: one that opens by itself, and two for other tools. */
export function ShareMenu({ tree }: { tree: TraceTree }) {
  const text = strings.trace
  const saveHtml = async () => {
    const template = await (await fetch('/trace-file.html')).text()
    save(`${tree.id}.html`, 'text/html', traceFile(template, tree.documents))
  }
  return (
    <Menu label={text.share}>
      {!isTraceFile && (
        <button type="button" onClick={() => void saveHtml()}>
          {text.shareHtml}
        </button>
      )}
      <button
        type="button"
        onClick={() =>
          save(
            `${tree.id}.jsonl`,
            'application/jsonl',
            tree.documents.map(each => `${JSON.stringify(each)}\n`).join(''),
          )
        }
      >
        {text.shareDocuments}
      </button>
      <button
        type="button"
        onClick={() =>
          save(
            `${tree.id}.otlp.json`,
            'application/json',
            JSON.stringify(documentsToOtlp(tree.documents), undefined, 2),
          )
        }
      >
        {text.shareOtlp}
      </button>
    </Menu>
  )
}

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser needs it until it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
