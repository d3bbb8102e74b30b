import { useComputed } from '@preact/signals'
import { formatAge } from '../../model/format.ts'
import { nowSeconds } from '../../state/now.ts'

/** How long ago something was, as time goes on: only its text is written again. */
export function Age({ epochSeconds }: { epochSeconds: number }) {
  const text = useComputed(() => formatAge(nowSeconds.value - epochSeconds))
  return <>{text}</>
}
