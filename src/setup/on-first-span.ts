/** A span processor that does this when the first span starts, and nothing else. */
export function onFirstSpan(action: () => void): {
  onStart(): void
  onEnd(): void
  forceFlush(): Promise<void>
  shutdown(): Promise<void>
} {
  let isFirst = true
  return {
    onStart() {
      if (!isFirst) return
      isFirst = false
      action()
    },
    onEnd() {},
    forceFlush: async () => {},
    shutdown: async () => {},
  }
}
