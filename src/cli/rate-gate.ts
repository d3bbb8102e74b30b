/** Lets so many things through in each second and counts the rest. */
export interface RateGate {
  /**
   * Whether one more may go through now.
   *
   * @param isReady false holds it back whatever the rate is
   */
  pass(isReady?: boolean): boolean
  /** Tells what was held back last. */
  close(): void
}

/**
 * A gate for what may come faster than anybody reads.
 *
 *     const gate = createRateGate(10, count => write(`… and ${count} more`))
 *     if (gate.pass()) write(line)
 *
 * @param onHeldBack told after each second in which something was held back, how much it was
 */
export function createRateGate(maxPerSecond: number, onHeldBack: (count: number) => void): RateGate {
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
    pass(isReady = true) {
      timer ??= setTimeout(endSecond, 1000).unref()
      const isOpen = isReady && passed < maxPerSecond
      if (isOpen) passed++
      else heldBack++
      return isOpen
    },
    close() {
      clearTimeout(timer)
      endSecond()
    },
  }
}
