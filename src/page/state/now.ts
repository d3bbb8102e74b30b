import { signal } from '@preact/signals'

/** Ages are told in whole seconds. */
const TICK_MILLIS = 1000

let timer: ReturnType<typeof setInterval> | undefined

/** The time in epoch seconds. It goes on while somebody shows it, and the page is looked at. */
export const nowSeconds = signal(Date.now() / 1000, {
  watched() {
    nowSeconds.value = Date.now() / 1000
    timer = setInterval(() => {
      if (!document.hidden) nowSeconds.value = Date.now() / 1000
    }, TICK_MILLIS)
  },
  unwatched: () => clearInterval(timer),
})
