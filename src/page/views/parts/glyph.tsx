interface GlyphProps {
  /** Of a path on a square field. */
  d: string
  /** Units along a side of the field. */
  field: number
  strokeWidth: number
  pixels: number
}

/** A small drawing of strokes in the colour of the text, beside words that say the same. */
export function Glyph({ d, field, strokeWidth, pixels }: GlyphProps) {
  return (
    <svg width={pixels} height={pixels} viewBox={`0 0 ${field} ${field}`} aria-hidden="true">
      <path
        d={d}
        fill="none"
        stroke="currentColor"
        stroke-width={strokeWidth}
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}
