// npx esbuild handler.mjs --bundle --platform=node --outfile=out/handler.js
import { traced } from 'spanray/lambda'

export const handler = traced(async ({ cart }) => ({ statusCode: 200, body: JSON.stringify({ cart }) }))
