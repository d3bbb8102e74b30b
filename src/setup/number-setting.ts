/**
 * The whole number of the first variable that is set, or `undefined` when none is. A value that is none, or below
 * `least`, is a warning and `undefined`.
 */
export function numberSetting(
  environment: NodeJS.ProcessEnv,
  names: readonly string[],
  least: number,
  warn: (message: string) => void,
): number | undefined {
  const name = names.find(each => environment[each]?.trim())
  if (name === undefined) return undefined
  const number = Number(environment[name])
  if (Number.isSafeInteger(number) && number >= least) return number
  warn(`${name}='${environment[name]}' is no limit: write a whole number from ${least} up; using the default`)
  return undefined
}
