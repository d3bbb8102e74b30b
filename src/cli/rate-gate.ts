/**
 * Lets so many things through in each second and counts the rest.
 *
 *     const gate = createRateGate(10, Date.now, count => write(`… and ${count} more`))
 *     if (gate.pass()) write(line)
 *
 * @param onHeldBack told after each second in which something was held back, how much it was
 */
export function createRateGate(
  maxPerSecond: number,
  onHeldBack: (count: number) => void,
): { pass(): boolean; close(): void } {
  let passed = 0
  let heldBack = 0
  let timer: NodeJS.Timeout | undefined
  const endSecond = () => {
    timer = undefined
    passed = 0
    const count = heldBack
    heldBack = 0
    if (count > 0) onHeldBack(count)
  }
  return {
    pass() {
      timer ??= setTimeout(endSecond, 1000).unref()
      if (passed === maxPerSecond) {
        heldBack++
        return false
      }
      passed++
      return true
    },
    close() {
      clearTimeout(timer)
      endSecond()
    },
  }
}
