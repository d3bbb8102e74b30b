import type { Paint, Style } from './terminal.ts'

/** From one eighth of a cell to the whole of it, filled from the left. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const

/** How a bar is drawn. */
export interface BarOptions {
  /** Columns of the whole scale. */
  columns: number
  style: Style | Style[]
  paint: Paint
  /** With colours a cell can also be filled from the right: the block that is left out, inverted. */
  isColored: boolean
}

/**
 * A bar from `from` to `to`, both parts (0 to 1) of the scale, exact to an eighth of a column and never invisible. Ends
 * with the bar: no spaces follow.
 *
 *     drawBar(0.25, 0.8125, { columns: 4, … }) → ' ██▎'
 *
 * Without colours the left end is exact to half a column.
 */
export function drawBar(from: number, to: number, { columns, style, paint, isColored }: BarOptions): string {
  const scale = columns * 8
  const start = clamp(Math.round(from * scale), 0, scale - 1)
  const end = clamp(Math.round(to * scale), start + 1, scale)
  const firstCell = Math.floor(start / 8)
  const indent = ' '.repeat(firstCell)
  const startInCell = start % 8
  const endInFirstCell = Math.min(8, end - firstCell * 8)

  let first: string
  if (startInCell === 0) first = paint(style, EIGHTHS[endInFirstCell] ?? '')
  else if (endInFirstCell < 8) first = paint(style, sliver(startInCell, endInFirstCell))
  else first = fromRight(startInCell)
  const rest = Math.max(0, end - (firstCell + 1) * 8)
  const tail = EIGHTHS[8].repeat(Math.floor(rest / 8)) + (EIGHTHS[rest % 8] ?? '')
  return indent + first + (tail && paint(style, tail))

  function fromRight(emptyEighths: number): string {
    if (isColored) return paint([style, 'inverse'].flat() as Style[], EIGHTHS[emptyEighths] ?? '')
    return paint(style, emptyEighths < 3 ? '█' : emptyEighths < 7 ? '▐' : '▕')
  }
}

/** What touches neither side of its cell has no character of its own: it is moved to the nearer side. */
function sliver(start: number, end: number): string {
  if (start <= 8 - end) return EIGHTHS[end - start] ?? ''
  return end - start > 2 ? '▐' : '▕'
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
