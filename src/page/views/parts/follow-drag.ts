interface Drag {
  onMove: (event: PointerEvent) => void
  /** Called when the button is let go. */
  onEnd?: (event: PointerEvent) => void
  /** Called when the system takes the pointer away, as for a gesture of its own. */
  onCancel?: () => void
}

/** Follows a pointer whose main button was pressed, wherever it goes, until it is let go. */
export function followDrag(element: Element, pressed: PointerEvent, drag: Drag): void {
  const stop = new AbortController()
  const listen = (type: 'pointermove' | 'pointerup' | 'pointercancel', call: (event: PointerEvent) => void) =>
    element.addEventListener(type, event => call(event as PointerEvent), { signal: stop.signal })
  element.setPointerCapture(pressed.pointerId)
  listen('pointermove', drag.onMove)
  listen('pointerup', event => {
    stop.abort()
    drag.onEnd?.(event)
  })
  listen('pointercancel', () => {
    stop.abort()
    drag.onCancel?.()
  })
}
