/** Alerts of certificates: each certificate once, however many logs hold it and whether as precertificate or issued. */
import { readFacts, timestampOf, type CertificateFacts, type Leaf } from '@tocsin/ct'
import type { Alert } from '@tocsin/detect'

export type CertificateAlert = Alert &
  CertificateFacts & {
    readonly log: string
    /** Of its leaf in the log. */
    readonly index: number
    readonly isPrecertificate: boolean
    /** When the log says that it took it in; null where that is no time. */
    readonly loggedAt: string | null
    /** When this run first read a certificate with the name, by the clock of this machine. */
    readonly firstSeen: string
  }

const MOST_KEPT = 100_000

export class Told {
  /** Certificates not told again, being told before. */
  repeated = 0
  private readonly certificates = new Map<string, true>()
  private readonly names = new Map<string, string>()

  /** The alert with the facts of its certificate; null where it was told before. */
  add(alert: Alert, leaf: Leaf, log: string, index: number, now: Date): CertificateAlert | null {
    const { bytes, certStart, certEnd, isTbs } = leaf
    const facts = readFacts(bytes, certStart, certEnd, isTbs)
    const key =
      facts.serial === null
        ? `${alert.name} ${log} ${index}`
        : `${alert.name} ${facts.serial} ${facts.issuer}`
    if (this.certificates.has(key)) {
      this.repeated++
      return null
    }
    keep(this.certificates, key, true)
    const firstSeen = this.names.get(alert.name) ?? now.toISOString()
    keep(this.names, alert.name, firstSeen)
    const at = new Date(timestampOf(leaf))
    const loggedAt = Number.isNaN(at.getTime()) ? null : at.toISOString()
    return { ...alert, log, index, isPrecertificate: isTbs, ...facts, loggedAt, firstSeen }
  }
}

/** Keeps the newest so many. */
function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > MOST_KEPT) map.delete(map.keys().next().value!)
}
