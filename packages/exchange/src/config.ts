import { ACT_KINDS, type ActKind } from '@tocsin/api'
import { decodeText } from '@tocsin/stix'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { ExchangeError } from './errors.ts'
import { checkGateways } from './gateways/open.ts'
import { toMailbox } from './mail/outgoing.ts'

/** No retention ends these: what tells of an erasure, what names no kind, and what proofs of answers rest on. */
const KEPT: readonly ActKind[] = ['payload.erased', 'member.acted', 'answers.sealed']

/** `config.json`; see `init.ts` for how it is first written. */
const ConfigFile = Type.Object(
  {
    /** Name shown to people and in mail. */
    name: Type.String({ minLength: 1, maxLength: 300 }),
    /** Public origin, such as `https://exchange.example`; links in mail start with it. */
    origin: Type.String({ pattern: '^https?://[^/?#\\s]+$' }),
    host: Type.String({ minLength: 1 }),
    port: Type.Integer({ minimum: 0, maximum: 65535 }),
    /** `postgres://…`; without it the embedded database in `dataDir/db` is used. */
    databaseUrl: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
    /** The same database by the login that owns it and migrates; then that of `databaseUrl` must own nothing. */
    ownerDatabaseUrl: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
    /** The same database by a login that members are read through, which may do nothing else. */
    readerDatabaseUrl: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
    /** `smtp://user:password@host:port`; without it mail waits in the outbox, visibly undelivered. */
    smtpUrl: Type.Optional(Type.String({ pattern: '^smtps?://' })),
    mailFrom: Type.String({ minLength: 3 }),
    /** `smpps://login:password@host:port` (SMPP over TLS), `smpp://` within a network of your own, or `https://…` to post to; without it no SMS goes out, visibly. */
    smsUrl: Type.Optional(Type.String({ pattern: '^(smpps?|https?)://' })),
    /** The number, in full with its +, or the name of at most eleven letters that SMS come from; only a number can be answered. */
    smsFrom: Type.Optional(
      Type.String({
        pattern: '^(\\+?[0-9]{3,15}|[A-Za-z0-9 ]{0,10}[A-Za-z][A-Za-z0-9 ]{0,10})$',
        maxLength: 16,
      }),
    ),
    /** `https://…` that texts to be spoken in a call are posted to; without it none is. */
    voiceUrl: Type.Optional(Type.String({ pattern: '^https?://' })),
    /** `https://…` that faxes are posted to, as text; without it none goes out. */
    faxUrl: Type.Optional(Type.String({ pattern: '^https?://' })),
    /** What posts to gateways, and their calls to us, are signed with (Standard Webhooks): `whsec_…`. */
    gatewaySecret: Type.Optional(Type.String({ pattern: '^whsec_[A-Za-z0-9+/]+=*$' })),
    /** A gateway may stand at an address that is not public. */
    gatewayOnPrivateNetwork: Type.Optional(Type.Boolean()),
    /**
     * The key that mails are signed with (DKIM): an RSA key of 2048 bits or more in a PEM file, seen from the data folder. The domain
     * is that of `mailFrom` or one above it. Without it mails are not signed here; a relay may do so.
     */
    dkim: Type.Optional(
      Type.Object(
        {
          domain: Type.String({ pattern: '^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])$' }),
          selector: Type.String({ pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' }),
          keyFile: Type.String({ minLength: 1 }),
        },
        { additionalProperties: false },
      ),
    ),
    /**
     * What alerts for machines (CAP) are signed with: an RSA key of 2048 bits or more and its certificate in PEM files, seen from the
     * data folder. Without it they are not signed.
     */
    alerts: Type.Optional(
      Type.Object(
        {
          keyFile: Type.String({ minLength: 1 }),
          certificateFile: Type.String({ minLength: 1 }),
        },
        { additionalProperties: false },
      ),
    ),
    /**
     * Where mails that cannot be delivered come back to: an SMTP port of this exchange, and the domain whose MX leads there.
     * Without it only what a server refuses at once is known.
     */
    inbound: Type.Optional(
      Type.Object(
        {
          domain: Type.String({ pattern: '^[a-z0-9]([a-z0-9.-]{0,180}[a-z0-9])$' }),
          host: Type.String({ minLength: 1 }),
          port: Type.Integer({ minimum: 0, maximum: 65535 }),
        },
        { additionalProperties: false },
      ),
    ),
    /** A drill: everything is marked as exercise and no mail leaves for any address. */
    exercise: Type.Boolean(),
    /** Addresses of reverse proxies whose `X-Forwarded-For` is believed. */
    trustedProxies: Type.Array(Type.String()),
    /** What reading one uploaded file may take; absent, half of the machine's memory at most, and 30 minutes. */
    detection: Type.Optional(
      Type.Object(
        {
          /** MiB of the whole process. */
          memory: Type.Optional(Type.Integer({ minimum: 512 })),
          minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440 })),
        },
        { additionalProperties: false },
      ),
    ),
    /** Days after which what the record holds of acts is erased, by kind of act; kinds that are not named are kept. */
    retention: Type.Optional(
      Type.Unsafe<Partial<Record<ActKind, number>>>(
        Type.Object(
          Object.fromEntries(
            ACT_KINDS.filter((kind) => !KEPT.includes(kind)).map((kind) => [
              kind,
              Type.Optional(Type.Integer({ minimum: 1, maximum: 36_500 })),
            ]),
          ),
          { additionalProperties: false },
        ),
      ),
    ),
    /** Hours that a message to platforms or campaigns waits for a second person; absent, 24. */
    reviewHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
    /** Hours that an ask for a masked person waits for an answer of the sender; absent, 72. */
    unmaskingHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
    /** Minutes after which the clock commits to what members have answered; absent, 10. */
    answerMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440 })),
    /** Days after which the words of a message are public in the register; absent, 180. */
    registerTextDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 36_500 })),
    /** Tests of reachability before elections; absent, the operator is asked 14 days before each. */
    drills: Type.Optional(
      Type.Object(
        {
          /** `ask`: a task for the operator. `send`: the exchange sends them by itself, and `whoToCall` is needed. `off`: neither. */
          how: Type.Optional(Type.Enum(['ask', 'send', 'off'])),
          daysBefore: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
          /** Whom an office calls that doubts the mail. */
          whoToCall: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
        },
        { additionalProperties: false },
      ),
    ),
    /** Who answers for this exchange, said on its front page; what is not named is said to be not set. */
    runBy: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
          mail: Type.Optional(Type.String({ pattern: '^[^\\s@<>]+@[^\\s@<>]+$', maxLength: 254 })),
          phone: Type.Optional(Type.String({ pattern: '^[+\\d][\\d ()./-]{2,40}$' })),
          postal: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
          page: Type.Optional(Type.String({ pattern: '^https://[^\\s]+$', maxLength: 300 })),
        },
        { additionalProperties: false },
      ),
    ),
    /** Reports of anybody with no account, to the first hub that has an analyst; absent, there is no such form. */
    publicReports: Type.Optional(
      Type.Object(
        {
          /** How many are taken in 24 hours; absent, 500. */
          perDay: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
        },
        { additionalProperties: false },
      ),
    ),
    /** Looking at suspicious mails and links. */
    suspicious: Type.Optional(
      Type.Object(
        {
          /** Whom to call, said in each answer: a desk and its number. */
          contact: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
          /**
           * The part before the @ of an address at the domain of `inbound` to which registered people and contacts send suspicious mails.
           * Needs `resolvers`: nobody is answered whose mail does not prove where it comes from.
           */
          mailbox: Type.Optional(Type.String({ pattern: '^[a-z0-9]([a-z0-9.-]{0,60}[a-z0-9])?$' })),
          /** Name servers that may be asked for keys of signatures; absent, nobody is asked anything. */
          resolvers: Type.Optional(
            Type.Array(Type.String({ minLength: 2, maxLength: 60 }), { minItems: 1, maxItems: 4 }),
          ),
          /** Mail servers of offices and members that lie below none of their own domains, such as those of a provider. */
          mailServers: Type.Optional(
            Type.Array(Type.String({ pattern: '^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])$' }), {
              maxItems: 50,
            }),
          ),
        },
        { additionalProperties: false },
      ),
    ),
    /** How much one member may bring; see `auth/limits.ts` for what holds where none is named. */
    quotas: Type.Optional(
      Type.Object(
        {
          uploadsPerHour: Type.Optional(Type.Integer({ minimum: 1 })),
          uploadBytesPerDay: Type.Optional(Type.Integer({ minimum: 1 })),
          runsPerHour: Type.Optional(Type.Integer({ minimum: 1 })),
          noticesPerHour: Type.Optional(Type.Integer({ minimum: 1 })),
          postsPerHour: Type.Optional(Type.Integer({ minimum: 1 })),
          postBytesPerHour: Type.Optional(Type.Integer({ minimum: 1 })),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

/** What a running exchange is told from outside. */
export type Config = Static<typeof ConfigFile> & {
  /** Folder of everything that is not in the database: configuration, uploads, embedded database. */
  dataDir: string
}

/** The environment variables that override `config.json`. */
export type Environment = {
  DATABASE_URL?: string
  OWNER_DATABASE_URL?: string
  READER_DATABASE_URL?: string
  SMTP_URL?: string
  SMS_URL?: string
  VOICE_URL?: string
  FAX_URL?: string
  GATEWAY_SECRET?: string
  PORT?: string
  HOST?: string
}

const checkFile = Compile(ConfigFile)

/** Path of the configuration in a data folder. */
export function configPath(dir: string): string {
  return join(dir, 'config.json')
}

/** Reads a data folder's configuration; the environment overrides it. Throws `bad-request` naming the field. */
export async function readConfig(dir: string, env: Environment = {}): Promise<Config> {
  const path = configPath(dir)
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ExchangeError('not-found', `there is no ${path}; run \`tocsin init\` first`, {
      cause,
    })
  })
  return toConfig(dir, parseJson(path, bytes), env)
}

/** Checks a configuration and puts the environment's values over it. */
export function toConfig(dir: string, file: unknown, env: Environment = {}): Config {
  const merged = { ...(file as object), ...fromEnvironment(env) }
  if (!checkFile.Check(merged)) {
    const fault = checkFile.Errors(merged)[0]
    const where = `config.json${(fault?.instancePath ?? '').replaceAll('/', '.')}`
    throw new ExchangeError('bad-request', `${where}: ${fault?.message ?? 'not valid'}`)
  }
  toMailbox(merged.mailFrom)
  checkGateways(merged)
  if (merged.drills?.how === 'send' && merged.drills.whoToCall === undefined)
    throw new ExchangeError(
      'bad-request',
      'config.json.drills.whoToCall: must say whom an office calls, since nobody looks at tests that are sent by themselves',
    )
  return { ...merged, dataDir: resolve(dir) }
}

function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeText(bytes))
  } catch (cause) {
    throw new ExchangeError('bad-request', `${path} is no JSON: ${(cause as Error).message}`, {
      cause,
    })
  }
}

function fromEnvironment(env: Environment): object {
  if (env.PORT && !/^\d{1,5}$/.test(env.PORT))
    throw new ExchangeError('bad-request', `PORT must be a number from 0 to 65535, not ${env.PORT}`)
  return {
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    ...(env.OWNER_DATABASE_URL ? { ownerDatabaseUrl: env.OWNER_DATABASE_URL } : {}),
    ...(env.READER_DATABASE_URL ? { readerDatabaseUrl: env.READER_DATABASE_URL } : {}),
    ...(env.SMTP_URL ? { smtpUrl: env.SMTP_URL } : {}),
    ...(env.SMS_URL ? { smsUrl: env.SMS_URL } : {}),
    ...(env.VOICE_URL ? { voiceUrl: env.VOICE_URL } : {}),
    ...(env.FAX_URL ? { faxUrl: env.FAX_URL } : {}),
    ...(env.GATEWAY_SECRET ? { gatewaySecret: env.GATEWAY_SECRET } : {}),
    ...(env.PORT ? { port: Number(env.PORT) } : {}),
    ...(env.HOST ? { host: env.HOST } : {}),
  }
}
