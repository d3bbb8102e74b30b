import { useState } from 'preact/hooks'
import { strings } from '../../strings.ts'

const SHOWN_MILLIS = 1500

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, label = strings.copy }: { text: string; label?: string }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), SHOWN_MILLIS)
  }
  return (
    <button type="button" class="quiet small" onClick={() => void copy().catch(() => {})}>
      {isCopied ? strings.copied : label}
    </button>
  )
}
