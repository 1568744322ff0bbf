/** What is in a suspicious mail, put together to be shared: a draft that nobody else sees until a person of the member releases it. */
import { composedKey, type ComposedItem, type Composition } from '@tocsin/api'
import { isPlatformHost } from '@tocsin/detect/match'
import { valuesOf } from '@tocsin/detect/suspicious'
import { createDraft } from '../composing/drafts.ts'
import { readValue } from '../composing/value.ts'
import type { Context } from '../context.ts'
import type { Viewer } from '../http/viewer.ts'
import type { Asker } from './asker.ts'
import { checkSent, type Checked, type Sent } from './check.ts'
import { toWords } from './report.ts'

type Left = { own: number; common: number; named: number; unread: number }

/**
 * Keeps a draft of what an indicator could name in it: names, addresses, mailboxes of whoever wrote, and hashes. Left out and counted:
 * what is the asker's own, platforms themselves, mailboxes that its words name, and what is no value that can be shared. Throws as `checkSent` and `createDraft`.
 */
export async function draftSent(
  ctx: Context,
  { viewer, asker }: { viewer: Viewer; asker: Asker },
  sent: Sent,
): Promise<{ id: string; items: number; left: Left }> {
  const checked = await checkSent(ctx, asker, sent, 'signed-in')
  const { composition, left } = compositionOf(checked, asker)
  return { id: await createDraft(ctx, viewer, composition), items: composition.items.length, left }
}

/** The composition of a reading, and how much of it was left out. */
function compositionOf(
  checked: Checked,
  { ownDomains }: Pick<Asker, 'ownDomains'>,
): { composition: Composition; left: Left } {
  const left: Left = { own: 0, common: 0, named: 0, unread: 0 }
  const { mails, mailboxes } = checked.reading
  const wrote = new Set(
    mails.flatMap(({ from, replyTo }) => [...from, ...replyTo].map(({ address }) => address)),
  )
  const named = new Set(mailboxes.filter((box) => !wrote.has(box)))
  const items = new Map<string, ComposedItem>()
  for (const value of valuesOf(checked.reading)) {
    // The hash of words that somebody pasted says nothing of what they had.
    if (value === checked.reading.sha256 && mails.length === 0) continue
    const read = readValue(value)
    if (!read || !('value' in read)) {
      left.unread += 1
      continue
    }
    const host = hostOf(read.value.value)
    if (host !== undefined && ownDomains.some((own) => host === own || host.endsWith(`.${own}`)))
      left.own += 1
    else if (named.has(value)) left.named += 1
    else if (isCommon(read.value)) left.common += 1
    else {
      const item = { row: items.size + 1, ...read.value } as ComposedItem
      if (!items.has(composedKey(item))) items.set(composedKey(item), item)
    }
  }
  const composition = {
    title: 'From a suspicious mail or link',
    words: toWords(checked, undefined),
    items: [...items.values()],
    lookFor: true,
  }
  return { composition, left }
}

/** A platform itself, which everybody uses; a page or mailbox on it is one thing of many there. */
function isCommon({ kind, value }: Pick<ComposedItem, 'kind' | 'value'>): boolean {
  if (kind === 'domain') return isPlatformHost(value)
  if (kind !== 'url' || !URL.canParse(value)) return false
  const { hostname, pathname, search } = new URL(value)
  return isPlatformHost(hostname) && pathname === '/' && search === ''
}

/** The host of a name, address of the web or mailbox; none of a hash. */
function hostOf(value: string): string | undefined {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#@\s]*@)?([^/?#@:\s]+\.[^/?#@:\s]+)/i.exec(value)
  return host?.[1]?.toLowerCase()
}
