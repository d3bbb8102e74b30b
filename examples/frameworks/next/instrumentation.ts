/**
 * Next.js calls this once, before it serves. In the edge runtime there is nothing to trace with.
 *
 * @see https://nextjs.org/docs/app/guides/open-telemetry
 */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('spanray/register')
}
