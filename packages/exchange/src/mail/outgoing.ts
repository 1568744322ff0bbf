import { createTransport } from 'nodemailer'

export type Mail = {
  to: string
  subject: string
  text: string
  html?: string
  /** Message-ID (RFC 5322, 3.6.4) of a mail that may be handed over again; else the mailer makes one. */
  messageId?: string
}

/** Sends one mail or throws with the server's own words. */
export type Mailer = { send: (mail: Mail) => Promise<void>; close: () => void }

/** A mailer over SMTP. Time limits are short: a stuck server must become a visible fault, not a silence. */
export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url, {
    from,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  } as object)
  return {
    send: async (mail) => {
      await transport.sendMail({ from, ...mail })
    },
    close: () => transport.close(),
  }
}
