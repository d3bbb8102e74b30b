import { realpathSync } from 'node:fs'
import { basename } from 'node:path'

/** The scripts of package managers, by the names that they have in a folder of programs. */
const PROGRAM = /^(npm|npx|yarn|yarnpkg|pnpm|pnpx|corepack)(-cli|-[\d.]+)?(\.[cm]?js)?$/

/** And where these are really kept: `npm/bin/npm-cli.js`, `.yarn/releases/yarn-4.5.0.cjs`. */
const HOME = /[\\/](npm|yarn|pnpm|corepack|\.yarn)[\\/]/

/**
 * Whether a script is npm, npx, yarn, pnpm or corepack. They start apps, and get the same `NODE_OPTIONS`: nobody wants
 * traces of them, nor to wait for them.
 */
export function isPackageTool(script: string | undefined): boolean {
  if (script === undefined || !PROGRAM.test(basename(script))) return false
  try {
    return HOME.test(realpathSync(script))
  } catch {
    return false
  }
}
