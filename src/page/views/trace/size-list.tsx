import { MAX_DOCUMENT_BYTES, MAX_TRACE_BYTES } from '../../../document/index.ts'
import type { TraceSizes } from '../../model/document-sizes.ts'
import { formatBytes } from '../../model/format.ts'
import { strings } from '../../strings.ts'
import { Meter } from '../parts/meter.tsx'

/** The largest are of interest. */
const MOST = 20

/** How large a trace and its documents are against X-Ray's limits, to be opened; open when something is cut. */
export function SizeList({ sizes }: { sizes: TraceSizes }) {
  const { documents, totalBytes, cuts } = sizes
  const text = strings.trace
  const ofLimit = (bytes: number, limit: number) => text.bytesOf(formatBytes(bytes), formatBytes(limit))
  return (
    <details class="sizes" open={cuts.length > 0}>
      <summary class="soft">{ofLimit(totalBytes, MAX_TRACE_BYTES)}</summary>
      <div class="card">
        <p class="small soft">{text.sizesExplain}</p>
        {cuts.map(cut => (
          <p class="note small" key={cut}>
            {cut}
          </p>
        ))}
        <Meter
          label={`${text.whole}: ${ofLimit(totalBytes, MAX_TRACE_BYTES)}`}
          share={totalBytes / MAX_TRACE_BYTES}
        />
        {documents.slice(0, MOST).map(({ id, name, bytes, isOver }) => (
          <Meter
            key={id}
            label={`${name}: ${ofLimit(bytes, MAX_DOCUMENT_BYTES)}${isOver ? `, ${text.sentInParts}` : ''}`}
            share={bytes / MAX_DOCUMENT_BYTES}
          />
        ))}
      </div>
    </details>
  )
}
