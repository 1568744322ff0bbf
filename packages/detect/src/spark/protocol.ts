/**
 * The few messages of the Spark Connect protocol that are sent and read here, by their public names and field numbers
 * (Apache Spark, `spark/connect/{base,relations,commands}.proto`, Apache-2.0, spark.apache.org/spark-connect). Written for
 * this project, kept by hand; fields that are not named here are passed over when read, as the protocol allows.
 */
import type { Endpoint } from './endpoint.ts'
import {
  loadGrpc,
  type Answers,
  type Grpc,
  type Interceptor,
  type Service,
  type ServiceError,
} from './grpc.ts'

const field = (type: string, id: number) => ({ type, id })
const list = (type: string, id: number) => ({ type, id, rule: 'repeated' })
const map = (type: string, id: number) => ({ keyType: 'string', type, id })
const message = (fields: object, rest: object = {}) => ({ fields, ...rest })
const oneOf = (...names: string[]) => ({ kind: { oneof: names } })
const call = (requestType: string, responseType: string, responseStream = false) => ({
  requestType,
  responseType,
  responseStream,
})

const SESSION = { session_id: field('string', 1) }
const MESSAGES = {
  UserContext: message({ user_id: field('string', 1), user_name: field('string', 2) }),
  NamedTable: message({ unparsed_identifier: field('string', 1) }),
  DataSource: message({
    format: field('string', 1),
    options: map('string', 3),
    paths: list('string', 4),
  }),
  Read: message(
    { named_table: field('NamedTable', 1), data_source: field('DataSource', 2) },
    { oneofs: oneOf('named_table', 'data_source') },
  ),
  LocalRelation: message({ data: field('bytes', 1) }),
  Sql: message({ query: field('string', 1) }),
  Relation: message(
    {
      read: field('Read', 2),
      sql: field('Sql', 10),
      local_relation: field('LocalRelation', 11),
    },
    { oneofs: oneOf('read', 'sql', 'local_relation') },
  ),
  CreateView: message({
    input: field('Relation', 1),
    name: field('string', 2),
    is_global: field('bool', 3),
    replace: field('bool', 4),
  }),
  Command: message({ create_dataframe_view: field('CreateView', 3) }),
  Plan: message(
    { root: field('Relation', 1), command: field('Command', 2) },
    { oneofs: oneOf('root', 'command') },
  ),
  ReattachOptions: message({ reattachable: field('bool', 1) }),
  RequestOption: message({ reattach_options: field('ReattachOptions', 1) }),
  ExecutePlanRequest: message({
    ...SESSION,
    user_context: field('UserContext', 2),
    plan: field('Plan', 3),
    client_type: field('string', 4),
    request_options: list('RequestOption', 5),
    operation_id: field('string', 6),
  }),
  ArrowBatch: message({ row_count: field('int64', 1), data: field('bytes', 2) }),
  ResultComplete: message({}),
  ExecutePlanResponse: message({
    ...SESSION,
    arrow_batch: field('ArrowBatch', 2),
    response_id: field('string', 13),
    result_complete: field('ResultComplete', 14),
  }),
  ReattachExecuteRequest: message({
    ...SESSION,
    user_context: field('UserContext', 2),
    operation_id: field('string', 3),
    client_type: field('string', 4),
    last_response_id: field('string', 5),
  }),
  ReleaseAll: message({}),
  ReleaseExecuteRequest: message({
    ...SESSION,
    user_context: field('UserContext', 2),
    operation_id: field('string', 3),
    client_type: field('string', 4),
    release_all: field('ReleaseAll', 5),
  }),
  ReleaseExecuteResponse: message(SESSION),
  KeyValue: message({ key: field('string', 1), value: field('string', 2) }),
  SetConfig: message({ pairs: list('KeyValue', 1) }),
  ConfigOperation: message({ set: field('SetConfig', 1) }),
  ConfigRequest: message({
    ...SESSION,
    user_context: field('UserContext', 2),
    operation: field('ConfigOperation', 3),
    client_type: field('string', 4),
  }),
  ConfigResponse: message(SESSION),
  InterruptRequest: message({
    ...SESSION,
    user_context: field('UserContext', 2),
    client_type: field('string', 3),
    interrupt_type: field('int32', 4),
  }),
  InterruptResponse: message(SESSION),
}

const SERVICE = {
  methods: {
    ExecutePlan: call('ExecutePlanRequest', 'ExecutePlanResponse', true),
    ReattachExecute: call('ReattachExecuteRequest', 'ExecutePlanResponse', true),
    ReleaseExecute: call('ReleaseExecuteRequest', 'ReleaseExecuteResponse'),
    Config: call('ConfigRequest', 'ConfigResponse'),
    Interrupt: call('InterruptRequest', 'InterruptResponse'),
  },
}

export type Relation =
  | { readonly read: { readonly named_table: { readonly unparsed_identifier: string } } }
  | { readonly read: { readonly data_source: DataSource } }
  | { readonly sql: { readonly query: string } }
  | { readonly local_relation: { readonly data: Uint8Array } }

type DataSource = {
  readonly format: string
  readonly options: Readonly<Record<string, string>>
  readonly paths: readonly string[]
}

export type Response = {
  readonly response_id: string
  readonly arrow_batch: { readonly row_count: string; readonly data: Buffer } | null
  readonly result_complete: object | null
}

type Unary = (
  request: object,
  options: { deadline: Date },
  done: (error: ServiceError | null) => void,
) => void

export type Connection = {
  ExecutePlan(request: object): Answers<Response>
  ReattachExecute(request: object): Answers<Response>
  readonly ReleaseExecute: Unary
  readonly Config: Unary
  readonly Interrupt: Unary
  close(): void
}

/** The largest answer that is taken in one piece; engines send some megabytes. */
const LARGEST = 1 << 30

type Loaded = { readonly spark: { readonly connect: { readonly SparkConnectService: Service } } }

/** gRPC and the service as it describes it. */
export function loadService(): { grpc: Grpc; Service: Service } {
  const { grpc, fromJSON } = loadGrpc()
  const root = { nested: { spark: { nested: { connect: { nested: NESTED } } } } }
  const options = { keepCase: true, longs: String, defaults: false, oneofs: false }
  const loaded = grpc.loadPackageDefinition(fromJSON(root, options)) as Loaded
  return { grpc, Service: loaded.spark.connect.SparkConnectService }
}

/** Opens a channel; nothing is sent before the first call. `roots` are PEM; without them those that Node trusts. */
export function connect(
  { address, token, tls }: Endpoint,
  { roots = null }: { readonly roots?: Buffer | null } = {},
): Connection {
  const { grpc, Service } = loadService()
  const channel = tls ? grpc.credentials.createSsl(roots) : grpc.credentials.createInsecure()
  const withToken: Interceptor = (options, next) =>
    new grpc.InterceptingCall(next(options), {
      start: (metadata, listener, go) => {
        metadata.set('authorization', `Bearer ${token}`)
        go(metadata, listener)
      },
    })
  return new Service(address, channel, {
    'grpc.max_receive_message_length': LARGEST,
    'grpc.max_send_message_length': LARGEST,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.enable_retries': 0,
    interceptors: token === null ? [] : [withToken],
  }) as Connection
}

const NESTED = { ...MESSAGES, SparkConnectService: SERVICE }
