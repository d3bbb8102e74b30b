// npm install spanray @opentelemetry/api && zip -r function.zip handler.cjs node_modules
const { traced } = require('spanray/lambda')

exports.handler = traced(async ({ cart }) => ({ statusCode: 200, body: JSON.stringify({ cart }) }))
