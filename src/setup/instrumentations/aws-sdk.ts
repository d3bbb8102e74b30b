import { AwsInstrumentation } from '@opentelemetry/instrumentation-aws-sdk'
import { carryTraceHeader } from '../../propagation/index.ts'

interface AwsClient {
  middlewareStack: { add(middleware: typeof carryTraceHeader, options: object): void }
  send(...args: unknown[]): unknown
}

interface SmithyClientModule {
  Client: { prototype: AwsClient }
}

/**
 * OpenTelemetry's, and `X-Amzn-Trace-Id` on every request, by which AWS's services continue the trace: the
 * instrumentation leaves that to the one for http, which is off under an AWS call.
 */
export class Instrumentation extends AwsInstrumentation {
  protected override patchV3SmithyClient(module: SmithyClientModule, version?: string): SmithyClientModule {
    const patched: SmithyClientModule = super.patchV3SmithyClient(module, version)
    const client = patched.Client.prototype
    const { send } = client
    const carrying = new WeakSet<object>()
    client.send = function (...args) {
      if (!carrying.has(this.middlewareStack)) {
        carrying.add(this.middlewareStack)
        this.middlewareStack.add(carryTraceHeader, {
          name: 'spanrayCarryTraceHeader',
          step: 'build',
          override: true,
        })
      }
      return send.apply(this, args)
    }
    return patched
  }
}
