/** The machine-readable part of a delivery status notification (RFC 3464), as mail systems really write it. */

/** What is reported of one recipient; fields by their names in small letters. */
export type Recipient = {
  action: string | undefined
  status: string | undefined
  reply: string | undefined
  /** The addresses it names, in small letters. */
  addresses: string[]
  diagnostic: string
}

const LINES = 2000
const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded']

/**
 * Reads groups of fields, one a recipient. Some systems leave out the empty line between groups, so a field that comes
 * again begins the next recipient; what speaks of no recipient is left out.
 */
export function readStatusReport(text: string): Recipient[] {
  const groups: Map<string, string>[] = [new Map()]
  for (const line of unfold(text)) {
    if (line === '') {
      if (groups.at(-1)!.size > 0) groups.push(new Map())
      continue
    }
    const [, name, value] = /^([A-Za-z][A-Za-z0-9-]{0,60})[ \t]*:[ \t]*(.*)$/.exec(line) ?? []
    if (name === undefined) continue
    const key = name.toLowerCase()
    if (groups.at(-1)!.has(key)) groups.push(new Map())
    groups.at(-1)!.set(key, value!)
  }
  return groups.filter(isRecipient).map(toRecipient)
}

function unfold(text: string): string[] {
  const lines: string[] = []
  for (const line of text.split(/\r?\n|\r/, LINES)) {
    const isMore = /^[ \t]+\S/.test(line) && lines.length > 0 && lines.at(-1) !== ''
    if (isMore) lines[lines.length - 1] += ` ${line.trim()}`
    else lines.push(line.trimEnd())
  }
  return lines
}

function isRecipient(fields: Map<string, string>): boolean {
  return ['action', 'status', 'final-recipient', 'original-recipient'].some((name) =>
    fields.has(name),
  )
}

function toRecipient(fields: Map<string, string>): Recipient {
  const diagnostic = fields.get('diagnostic-code') ?? ''
  const said = codesIn(diagnostic)
  const stated = codesIn(fields.get('status') ?? '').status
  // `5.0.0` says no more than that it failed; the diagnosis of the server may.
  const status = stated && !stated.endsWith('.0.0') ? stated : (said.status ?? stated)
  const word = /^[a-z]+/.exec((fields.get('action') ?? '').toLowerCase())?.[0]
  return {
    action: ACTIONS.find((action) => action === word),
    status,
    reply: said.reply,
    addresses: ['final-recipient', 'original-recipient'].flatMap((name) => {
      const value = fields.get(name)
      return value === undefined ? [] : [addressIn(value)]
    }),
    diagnostic,
  }
}

function addressIn(value: string): string {
  return value
    .replace(/^[^;]{0,40};/, '')
    .replace(/[<>]/g, '')
    .trim()
    .toLowerCase()
}

/** The reply (RFC 5321) and the enhanced code (RFC 3463) in a text, where it names any. */
export function codesIn(text: string): { reply: string | undefined; status: string | undefined } {
  return {
    reply: /(?:^|[\s#:;>(])([245]\d\d)(?=[\s#:;,<)-]|$)/.exec(text)?.[1],
    status: /(?:^|[\s#:;>(-])([245]\.\d{1,3}\.\d{1,3})(?![.\d])/.exec(text)?.[1],
  }
}
