/** What a running exchange is told from outside; see `init.ts` for how it is first written. */
export type Config = {
  /** Name shown to people and in mail. */
  name: string
  /** Public origin, such as `https://exchange.example`; links in mail start with it. */
  origin: string
  host: string
  port: number
  /** Folder of everything that is not in the database: key file, uploads, embedded database. */
  dataDir: string
  /** `postgres://…`; without it the embedded database in `dataDir/db` is used. */
  databaseUrl?: string
  /** `smtp://user:password@host:port`; without it mail waits in the outbox, visibly undelivered. */
  smtpUrl?: string
  mailFrom: string
  /** A drill: everything is marked as exercise and no mail leaves for any address. */
  exercise: boolean
  /** Addresses of reverse proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: string[]
}
