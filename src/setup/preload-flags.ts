/** OpenTelemetry's own preload, `@opentelemetry/auto-instrumentations-node/register`, in a flag or a file's path. */
const STOCK_REGISTER = /@opentelemetry[\\/]auto-instrumentations-node/

/** Whether OpenTelemetry's own preload is among Node's flags, or this text speaks of its files. */
export function namesStockRegister(text: string): boolean {
  return STOCK_REGISTER.test(text)
}

/**
 * What the flags load before the app, but for ourselves.
 *
 *     ['--require', './tracing.js', '-r', 'spanray/register', '--import=x'] → ['./tracing.js', 'x']
 */
export function otherPreloads(flags: readonly string[]): string[] {
  return flags
    .flatMap((flag, index) => {
      const [, word, value] = /^(-r|--require|--import)(?:=(.*))?$/.exec(flag) ?? []
      return word ? (value ?? flags[index + 1] ?? []) : []
    })
    .filter(preload => !/\bspanray\b/.test(preload))
}
