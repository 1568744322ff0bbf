import { readDkimKey, type DkimConfig } from './dkim.ts'
import { smtpMailer, type Mailer } from './outgoing.ts'

type MailConfig = {
  exercise: boolean
  smtpUrl?: string
  mailFrom: string
  dkim?: DkimConfig
  dataDir: string
}

/** The mailer of a configuration; none where no server is named, and in a drill, which sends no mail to any address. */
export function openMailer(config: MailConfig): Mailer | undefined {
  const { exercise, smtpUrl, mailFrom, dkim } = config
  if (exercise || !smtpUrl) return undefined
  return smtpMailer(smtpUrl, mailFrom, dkim && readDkimKey(dkim, config))
}
