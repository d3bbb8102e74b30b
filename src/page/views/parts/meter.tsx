/** From here on it is worth a look. */
const NEAR = 0.8

/** How much of a limit is used, in words and as a bar. */
export function Meter({ label, share }: { label: string; share: number }) {
  const state = share > 1 ? 'over' : share >= NEAR ? 'near' : ''
  return (
    <div class="metered">
      <span class="small">{label}</span>
      <div class="meter" aria-hidden="true">
        <i class={state} style={{ width: `${Math.min(1, share) * 100}%` }} />
      </div>
    </div>
  )
}
