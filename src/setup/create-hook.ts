/** `import-in-the-middle` as CommonJS, for where Node.js can't require an ES module, as in AWS Lambda. */
export { createHook } from 'import-in-the-middle/create-hook.mjs'
