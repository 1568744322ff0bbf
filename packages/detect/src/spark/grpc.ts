/** gRPC, loaded once an engine is asked, and of its types those that are used here. */
import { createRequire } from 'node:module'

export type ServiceError = Error & { readonly code: number; readonly details: string }

/** Answers as they come. */
export type Answers<T> = AsyncIterable<T> & { cancel(): void }

type Metadata = { set(name: string, value: string): void }
type Start = (
  metadata: Metadata,
  listener: object,
  next: (metadata: Metadata, listener: object) => void,
) => void
export type Interceptor = (options: object, next: (options: object) => object) => object

/** Makes a client, and describes the service to who answers as one. */
export type Service = {
  new (address: string, credentials: object, options: object): object
  readonly service: object
}

export type ServerCall = {
  readonly metadata: { get(name: string): readonly unknown[] }
  write(response: object): void
  end(): void
  emit(event: 'error', error: object): boolean
}

export type Grpc = {
  readonly credentials: { createSsl(roots: Buffer | null): object; createInsecure(): object }
  readonly InterceptingCall: new (call: object, requester: { start: Start }) => object
  readonly Server: new () => {
    addService(service: object, methods: object): void
    bindAsync(
      address: string,
      credentials: object,
      done: (error: Error | null, port: number) => void,
    ): void
    forceShutdown(): void
  }
  readonly ServerCredentials: {
    createInsecure(): object
    createSsl(roots: null, pairs: readonly { private_key: Buffer; cert_chain: Buffer }[]): object
  }
  readonly status: { readonly UNAUTHENTICATED: number }
  loadPackageDefinition(definition: object): object
}

/** The library and what makes a service of its description. */
export function loadGrpc(): {
  grpc: Grpc
  fromJSON: (description: object, options: object) => object
} {
  const require = createRequire(import.meta.url)
  const grpc = require('@grpc/grpc-js') as Grpc
  const { fromJSON } = require('@grpc/proto-loader') as {
    fromJSON: (description: object, options: object) => object
  }
  return { grpc, fromJSON }
}
