const MARK = Symbol.for('spanray.lambdaParent')

/**
 * Notes on a span context that Lambda itself gave it: Lambda then sends the function's segment, and what our process
 * does stands in it. The object goes on to the exporter as it is.
 */
export function markLambdaParent<C extends object>(spanContext: C): C {
  Object.defineProperty(spanContext, MARK, { value: true })
  return spanContext
}

/** Whether Lambda itself gave this span context. */
export function isLambdaParent(spanContext: object): boolean {
  return (spanContext as { [MARK]?: true })[MARK] === true
}
