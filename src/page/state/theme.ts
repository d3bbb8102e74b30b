import { effect, signal } from '@preact/signals'

/** `system` follows what the system is set to. */
export type Theme = 'system' | 'light' | 'dark'

const KEY = 'spanray-theme'

export const theme = signal<Theme>(readTheme())

/** The next choice, as the button goes round. */
export function nextTheme(current: Theme): Theme {
  if (current === 'system') return 'light'
  return current === 'light' ? 'dark' : 'system'
}

/** Shows the chosen theme and remembers it. */
export function applyTheme(): void {
  effect(() => {
    if (theme.value === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme.value
    try {
      localStorage.setItem(KEY, theme.value)
    } catch {
      // A browser that remembers nothing still shows it.
    }
  })
}

function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}
