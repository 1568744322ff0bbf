import type { Checkpoint, Disclosure, Signature, VerifiedReceipt } from '@tocsin/proof'
import type { TimesSeen } from './order-of-times.ts'

/** What a verified receipt proves, in plain words; `compared` when a payload handed over apart was the one it binds. */
export function describeReceipt(file: string, receipt: VerifiedReceipt, compared: boolean): string {
  const { disclosure, origin, index, size, signatures } = receipt
  const lines = [
    `PROVEN: ${printable(file)} is a valid receipt.`,
    '',
    ...describeStatement(disclosure, compared),
    '',
    `  kind of act   ${disclosure.kind}`,
    `  time of act   ${disclosure.time}, as the log states it`,
    `  log           ${printable(origin)}`,
    `  place         entry ${index} of a log of ${size} entries`,
    ...signatures.map(describeSignature),
  ]
  return [...lines, ...describeUnchecked(receipt)].join('\n')
}

/** What the verified proof of an answer says: the answer, and when the log committed to its batch. */
export function describeAnswer(file: string, payload: string, batch: VerifiedReceipt): string {
  const { disclosure, origin, index, size, signatures } = batch
  const lines = [
    `PROVEN: ${printable(file)} shows an answer that the log has committed to.`,
    '',
    `  answer        ${printable(payload)}`,
    `  committed by  ${disclosure.time}, as the log states it`,
    `  log           ${printable(origin)}`,
    `  place         in the batch of entry ${index} of a log of ${size} entries`,
    ...signatures.map(describeSignature),
  ]
  return [...lines, ...describeUnchecked(batch)].join('\n')
}

/** What a verified statement to a person says, and of which identifier it is. */
export function describeNamed(file: string, identifier: string, receipt: VerifiedReceipt): string {
  const { disclosure, origin, index, size, signatures } = receipt
  const lines = [
    `PROVEN: ${printable(file)} holds a statement that the log has committed to, and it is about this identifier.`,
    '',
    `  identifier    ${printable(identifier)}`,
    '',
    ...describeStatement(disclosure, false),
    '',
    `  time          ${disclosure.time}, as the log states it`,
    `  log           ${printable(origin)}`,
    `  place         entry ${index} of a log of ${size} entries`,
    ...signatures.map(describeSignature),
    '',
    'That whoever holds the file is whose identifier it is, it does not prove; nor what was released later.',
  ]
  return [...lines, ...describeUnchecked(receipt)].join('\n')
}

/** What a verified packet proves: each statement with its place in the log, and what it leaves open. */
export function describePacket(
  file: string,
  { about, receipts }: { about: string; receipts: VerifiedReceipt[] },
): string {
  const heads = receipts.map(({ origin }) => origin)
  const signers = new Map(
    receipts.flatMap(({ signatures }) => signatures.map((one) => [`${one.role} ${one.name}`, one])),
  )
  const lines = [
    ...describeWhole(file, about, receipts),
    '',
    ...[...new Set(heads)].map((origin) => `  log           ${printable(origin)}`),
    ...[...signers.values()].map(({ name, role }) =>
      describeSignature({ name, role } as Signature),
    ),
    '',
    ...receipts.flatMap(({ index, disclosure }) => [
      `entry ${index}, ${disclosure.kind}, ${disclosure.time} as the log states it`,
      ...describeStatement(disclosure, false),
      '',
    ]),
  ]
  const sum = (count: (one: VerifiedReceipt) => number) =>
    receipts.reduce((total, one) => total + count(one), 0)
  const unchecked = {
    ignored: sum((one) => one.ignored),
    repeated: sum((one) => one.repeated),
    extensions: sum((one) => one.extensions),
  }
  return [...lines, ...describeUnchecked(unchecked)].join('\n')
}

function describeWhole(
  file: string,
  about: string,
  receipts: readonly VerifiedReceipt[],
): string[] {
  const valid = `PROVEN: ${printable(file)} is a valid packet: its ${receipts.length}`
  if (!about.startsWith('search:'))
    return [
      `${valid} statements about ${printable(about)} are in the log.`,
      'That no other statement about it is on record, a packet does not prove.',
    ]
  const closed = receipts.filter(({ disclosure }) => disclosure.state !== 'open').length
  return [
    `${valid} entries are in the log, and they are just those that its export of ${printable(about)} names.`,
    `Of these, ${closed} show the entry alone and not its statement.`,
    'That nothing else on record fits the search, a packet does not prove.',
  ]
}

/** What stands in a checkpoint and proves nothing. */
function describeUnchecked(found: { ignored: number; repeated: number; extensions: number }) {
  const lines = (count: number, what: string, rest: string) =>
    count === 0 ? [] : [`  not checked   ${count} ${what}${count === 1 ? '' : 's'} ${rest}`]
  return [
    ...lines(found.ignored, 'line', 'of signature, by a key that was not given'),
    ...lines(found.repeated, 'line', 'of signature more, by a key that is counted already'),
    ...lines(found.extensions, 'line', 'of the checkpoint, whose meaning is not known here'),
  ]
}

/** What a verified log shows, in plain words. */
export function describeAudit(
  checkpoint: Checkpoint,
  since: Checkpoint | undefined,
  kinds: Record<string, number>,
  times: TimesSeen,
): string {
  const { origin, size, signatures, ignored, repeated, extensions } = checkpoint
  const lines = [
    `PROVEN: the log ${printable(origin)} is whole: its ${size} entries lead to the root that it signed.`,
  ]
  if (since) {
    lines.push(`Nothing was removed, reordered or changed since it had ${since.size} entries.`)
  }
  lines.push('', ...signatures.map(describeSignature))
  const counts = { ignored: ignored.length, repeated, extensions: extensions.length }
  lines.push(...describeUnchecked(counts), ...describeTimes(times))
  for (const [kind, count] of Object.entries(kinds)) {
    lines.push(`  ${kind.padEnd(28)} ${String(count).padStart(8)}`)
  }
  return lines.join('\n')
}

/** The order of entries is proven; the times are what the log said of itself. */
function describeTimes({ first, last, backwards, firstBackwards }: TimesSeen): string[] {
  if (first === undefined) return []
  const range = `  times         ${first} to ${last}, as the log states them`
  if (backwards === 0) return [range]
  const some = backwards === 1 ? '1 entry states' : `${backwards} entries state`
  return [
    range,
    `  WARNING       ${some} an earlier time than an entry before, the first is entry ${firstBackwards}`,
  ]
}

function describeStatement(disclosure: Disclosure, compared: boolean): string[] {
  if (disclosure.state === 'entry') {
    return [
      '  The receipt shows the entry alone: that something of this kind was recorded is proven. What it',
      '  was, and whether it has been erased since, it does not say.',
    ]
  }
  if (disclosure.state === 'sealed') {
    return compared
      ? ['  The payload file is what was recorded, to the byte.']
      : ['  The receipt binds a statement that it does not show; compare one with --payload.']
  }
  const lines = statementOf(disclosure.payload).map((line) => `  ${line}`)
  return compared ? [...lines, '', '  The payload file is the same, to the byte.'] : lines
}

/** The `statement` of a JSON payload and its other members, or the payload as it stands. */
function statementOf(payload: string): string[] {
  let value: unknown
  try {
    value = JSON.parse(payload)
  } catch {
    return [printable(payload)]
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [printable(payload)]
  }
  const { statement, ...facts } = value as Record<string, unknown>
  const rest = Object.entries(facts).map(([name, fact]) => {
    const text = typeof fact === 'string' ? fact : JSON.stringify(fact)
    return `  ${printable(name)}: ${printable(text)}`
  })
  return typeof statement === 'string' ? [printable(statement), ...rest] : rest
}

function describeSignature({ name, role, time }: Signature): string {
  const label = role === 'witness' ? '  witnessed by  ' : '  signed by     '
  return `${label}${printable(name)}${time === undefined ? '' : `, ${toInstant(time)}`}`
}

function toInstant(seconds: number): string {
  const ms = seconds * 1000
  return ms < 8.64e15 ? new Date(ms).toISOString() : `${seconds} s after 1970`
}

/** Text from a file we do not trust, so that it cannot move the cursor or reverse the line. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => {
    return `\\u{${char.codePointAt(0)!.toString(16)}}`
  })
}
