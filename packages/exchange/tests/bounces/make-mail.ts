/** Mails as mail systems lay them out: encodings of words, line ends and parts. */
export type Part = {
  type: string
  text: string
  encoding?: 'base64' | 'quoted-printable' | 'latin1'
}

export const OURS = [
  'From: Tocsin <tocsin@exchange.example>',
  'Subject: TLP:GREEN A false site with delayed mail',
  'Message-ID: <1@exchange.example>',
  '',
  'Your mail could not be delivered in time is what the false site says: 550 5.1.1. It will be retried.',
].join('\n')

/** One mail with one part, or several as a report or a mixture. */
export function makeMail(
  headers: readonly string[],
  parts: readonly Part[],
  { multipart, eol = '\r\n' }: { multipart?: string; eol?: '\r\n' | '\n' } = {},
): Uint8Array {
  const head = [...headers, 'MIME-Version: 1.0', 'Date: Thu, 1 Oct 2026 12:00:00 +0000']
  const lines =
    multipart === undefined
      ? [...head, ...toPart(parts[0]!)]
      : [
          ...head,
          `Content-Type: multipart/${multipart}; boundary="=_part_1"`,
          '',
          'This is a MIME-encapsulated message.',
          '',
          ...parts.flatMap((part) => ['--=_part_1', ...toPart(part), '']),
          '--=_part_1--',
          '',
        ]
  const text = lines.join('\n').replace(/\r?\n/g, eol)
  const isLatin = parts.some(({ encoding }) => encoding === 'latin1')
  return new Uint8Array(Buffer.from(text, isLatin ? 'latin1' : 'utf8'))
}

function toPart({ type, text, encoding }: Part): string[] {
  const isText = type.startsWith('text/')
  const charset = encoding === 'latin1' ? 'iso-8859-1' : 'utf-8'
  const head = [`Content-Type: ${type}${isText ? `; charset=${charset}` : ''}`]
  if (encoding === 'base64') {
    const body = Buffer.from(text)
      .toString('base64')
      .replace(/(.{76})/g, '$1\n')
    return [...head, 'Content-Transfer-Encoding: base64', '', body]
  }
  if (encoding === 'quoted-printable')
    return [...head, 'Content-Transfer-Encoding: quoted-printable', '', toQuoted(text)]
  return [...head, 'Content-Transfer-Encoding: 8bit', '', text]
}

/** RFC 2047, as subjects with accents are written. */
export function encodeWord(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
}

function toQuoted(text: string): string {
  const coded = [...Buffer.from(text)]
    .map((byte) =>
      byte === 10
        ? '\n'
        : byte === 61 || byte > 126
          ? `=${byte.toString(16).toUpperCase()}`
          : String.fromCharCode(byte),
    )
    .join('')
  return coded.replace(/((?:=[0-9A-F]{2}|[^=\n]){70})(?=[^\n])/g, '$1=\n')
}
