/** A mail that was forwarded within the words: what the sender's program copied of its head. Everything else of it is lost. Pure. */

export type Quoted = {
  readonly from?: string
  readonly subject?: string
  readonly date?: string
}

const MARK =
  /^[ \t>]{0,10}(?:-{2,12}\s{0,3}(?:forwarded message|original message|mensaje reenviado|mensaje original|message transf[ée]r[ée]|message d['’]origine|weitergeleitete nachricht)\s{0,3}-{2,12}|begin forwarded message:|inicio del mensaje reenviado:|d[ée]but du message transf[ée]r[ée] ?:)/imu
const LINE =
  /^[ \t>*]{0,10}(from|de|von|subject|asunto|objet|betreff|date|sent|fecha|enviado|envoy[ée]|gesendet)\*?\s{0,3}:\*?\s{0,5}([^\r\n]{1,500})/iu
const ROLE: Readonly<Record<string, keyof Quoted>> = {
  from: 'from',
  de: 'from',
  von: 'from',
  subject: 'subject',
  asunto: 'subject',
  objet: 'subject',
  betreff: 'subject',
  date: 'date',
  sent: 'date',
  fecha: 'date',
  enviado: 'date',
  envoye: 'date',
  gesendet: 'date',
}
const LINES_AFTER = 12

/** The first such head; undefined where there is none. A mark alone is none: it must be followed by who wrote. */
export function findQuoted(text: string): Quoted | undefined {
  const start = text.search(MARK)
  if (start < 0) return undefined
  const lines = text
    .slice(start, start + 8000)
    .split(/\r?\n/)
    .slice(1, LINES_AFTER)
  const found: { -readonly [K in keyof Quoted]: string } = {}
  for (const line of lines) {
    const [, name, value] = LINE.exec(line) ?? []
    const role = name && ROLE[name.toLowerCase().replaceAll('é', 'e')]
    if (role) found[role] ??= value!.trim()
  }
  return found.from === undefined ? undefined : found
}
