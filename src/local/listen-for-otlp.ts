import { createOtlpGrpcServer, createOtlpHttpServer, type SpanTaker } from '../receiver/index.ts'

/** How OTLP's own ports are set up. */
export interface OtlpOptions {
  host: string
  /** Further names by which it may be called. */
  allowedHosts?: readonly string[] | undefined
  /** 0 takes any that is free; without one it is not listened. */
  otlpHttpPort?: number | undefined
  otlpGrpcPort?: number | undefined
  taker: SpanTaker
  onWarning: (message: string) => void
  onError: (error: unknown) => void
}

/** The ports that are listened on. */
export interface OtlpPorts {
  readonly httpPort?: number
  readonly grpcPort?: number
  close(): Promise<void>
}

/** Listens on OTLP's own ports. One that cannot be had is a warning: the other ways in are there all the same. */
export async function listenForOtlp(options: OtlpOptions): Promise<OtlpPorts> {
  const { allowedHosts, host, taker, onError, onWarning } = options
  const open = async (name: string, port: number | undefined, create: typeof createOtlpHttpServer) => {
    if (port === undefined) return undefined
    try {
      return await create({ ...taker, allowedHosts, host, port, onError })
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      const reason = code === 'EADDRINUSE' ? 'somebody else has the port' : message
      onWarning(`Cannot listen on ${host}:${port} for ${name}: ${reason}`)
      return undefined
    }
  }
  const [http, grpc] = await Promise.all([
    open('OTLP over HTTP', options.otlpHttpPort, createOtlpHttpServer),
    open('OTLP over gRPC', options.otlpGrpcPort, createOtlpGrpcServer),
  ])
  return {
    ...(http && { httpPort: http.port }),
    ...(grpc && { grpcPort: grpc.port }),
    close: async () => {
      await Promise.all([http?.close(), grpc?.close()])
    },
  }
}
