/** 13 hex digits: as many as a number holds exactly. */
const DIGITS = 13
const ALL = 16 ** DIGITS

/**
 * Whether the trace is of the share that is taken, 0 to 1, by the digits of its id that are random in every format: all
 * services that decide of one trace by the same rate decide alike.
 *
 *     ('6921746b5ac69fc467c01f3a268dc236', 0.05) → true: 0x01f3a268dc236 is 0.8 % of the way to 16¹³
 */
export function isWithinRate(traceId: string, rate: number): boolean {
  return rate >= 1 || (rate > 0 && Number.parseInt(traceId.slice(-DIGITS), 16) < rate * ALL)
}
