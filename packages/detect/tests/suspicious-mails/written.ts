/** How mails of the corpus are written: by roles and reserved names, each with what must be found in it and what must not. */
import type { FindingCode, Verdict } from '@tocsin/detect/suspicious'

export const OWN_SERVER = 'mx.marlowcounty.example'
export const OWN = 'marlowcounty.example'
export const OWN_NAME = 'Marlow County Elections'

export type WrittenMail = {
  readonly title: string
  readonly mail: string
  readonly verdict: Verdict
  readonly has: readonly FindingCode[]
  readonly hasNot?: readonly FindingCode[]
}

type Parts = {
  from?: string
  head?: readonly string[]
  type?: string
  body?: string
  /** What the own server wrote of it. */
  stated?: string
}

export const RECEIVED = `Received: from out.sender.example (out.sender.example [192.0.2.7]) by ${OWN_SERVER} with ESMTPS; Tue, 1 Sep 2026 10:00:00 +0000`

/** A mail as the own server would have kept it. */
export function write({
  from,
  head = [],
  type = 'text/plain; charset=utf-8',
  body = 'Good day.',
  stated,
}: Parts): string {
  return [
    RECEIVED,
    ...(stated === undefined ? [] : [`Authentication-Results: ${OWN_SERVER}; ${stated}`]),
    `From: ${from ?? 'Example Forms <orders@forms.example>'}`,
    `To: clerk@${OWN}`,
    'Subject: For the office',
    'Message-ID: <1@sender.example>',
    'MIME-Version: 1.0',
    `Content-Type: ${type}`,
    ...head,
    '',
    body,
    '',
  ].join('\r\n')
}

export const html = (body: string, more: Parts = {}): string =>
  write({ type: 'text/html; charset=utf-8', body, ...more })
export const PASS = 'dmarc=pass header.from=forms.example'

export function withFile(
  name: string,
  content: string | Uint8Array,
  type = 'application/octet-stream',
): string {
  const inside = [
    '--b1',
    'Content-Type: text/plain',
    '',
    'See the file.',
    '--b1',
    `Content-Type: ${type}`,
    `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(content)
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n'),
    '--b1--',
  ].join('\r\n')
  return write({ type: 'multipart/mixed; boundary=b1', body: inside, stated: PASS })
}

/** A mail that is attached to one of the own side. */
export function attach(inner: string, from = `Deputy clerk <deputy@${OWN}>`): string {
  const body = [
    '--b2',
    'Content-Type: text/plain',
    '',
    'Is this real?',
    '--b2',
    'Content-Type: message/rfc822',
    'Content-Disposition: attachment; filename="mail.eml"',
    '',
    inner,
    '--b2--',
  ].join('\r\n')
  return write({
    from,
    type: 'multipart/mixed; boundary=b2',
    body,
    stated: `dmarc=pass header.from=${OWN}`,
  })
}

export const one = (
  title: string,
  mail: string,
  verdict: Verdict,
  has: readonly FindingCode[],
  hasNot: readonly FindingCode[] = [],
): WrittenMail => ({ title, mail, verdict, has, hasNot })
export const link = (href: string, shown = 'Sign in'): string =>
  html(`<p><a href="${href}">${shown}</a></p>`, { stated: PASS })
