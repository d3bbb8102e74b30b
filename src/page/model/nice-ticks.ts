/** Steps that read well. */
const STEPS = [1, 2, 5, 10]

/**
 * Round numbers between two others, about so many, for an axis.
 *
 *     niceTicks(0, 0.0613, 5) → 0, 0.02, 0.04, 0.06
 */
export function niceTicks(from: number, to: number, count: number): number[] {
  const span = to - from
  if (!(span > 0) || count < 1) return []
  const rough = span / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * (STEPS.find(each => each * power >= rough * 0.999) ?? 10)
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}
