/** Deeper than this it opens when it is asked to. */
const OPEN_LEVELS = 4
/** More entries than a person reads; the raw document has them all. */
const MAX_ENTRIES = 500

/** Any JSON, to be opened level by level. */
export function JsonTree({ name, value, level = 0 }: { name?: string; value: unknown; level?: number }) {
  if (typeof value !== 'object' || value === null) {
    return (
      <div class="leaf code">
        {name !== undefined && <span class="key">{name}: </span>}
        <span class={typeof value === 'string' ? 'text' : 'plain'}>
          {typeof value === 'string' ? value : JSON.stringify(value)}
        </span>
      </div>
    )
  }
  const entries = Object.entries(value)
  const size = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`
  return (
    <details open={level < OPEN_LEVELS} class={level === 0 ? 'json' : ''}>
      <summary class="code">
        <span class="key">{name ?? ''}</span> <span class="soft">{size}</span>
      </summary>
      {entries.slice(0, MAX_ENTRIES).map(([key, inner]) => (
        <JsonTree key={key} name={key} value={inner} level={level + 1} />
      ))}
      {entries.length > MAX_ENTRIES && <div class="leaf soft">…</div>}
    </details>
  )
}
