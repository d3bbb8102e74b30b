import { InstrumentationBase, type InstrumentationConfig } from '@opentelemetry/instrumentation'
import { requireFromApp } from '../require-from-app.ts'

/** Prisma's own tracing, the package `@prisma/instrumentation`, where the app has it installed and not in use. */
export class Instrumentation extends InstrumentationBase {
  constructor(options: InstrumentationConfig) {
    super('spanray/prisma', SPANRAY_VERSION, options)
    const { PrismaInstrumentation } = (requireFromApp('@prisma/instrumentation') ?? {}) as {
      PrismaInstrumentation?: new (options: object) => InstrumentationBase
    }
    // At work from here on: Prisma's client asks for it with each call.
    if (PrismaInstrumentation) new PrismaInstrumentation(options).enable()
  }

  protected init(): [] {
    return []
  }
}
