/** What somebody puts together, and how it changes. Pure. */
import {
  composedKey,
  type ComposedItem,
  type ComposedReading,
  type Composition,
  missingOfAttribution,
} from '@tocsin/api'
import { countOf } from '../words/count-of.ts'

export const EMPTY: Composition = { title: '', words: '', items: [], lookFor: true, unread: [] }

/**
 * Adds what was read; tells how much of it stood there before, and whether an attribution that was proposed went to the words of
 * the facts, since one stood there already.
 */
export function withReading(
  now: Composition,
  reading: ComposedReading,
): { next: Composition; repeated: number; isSecondClaim: boolean } {
  const items = new Map(now.items.map((item) => [composedKey(item), item]))
  const before = items.size
  for (const item of reading.items) {
    const there = items.get(composedKey(item))
    // A hash that stood there alone is known better by the file it is of.
    if (!there || (item.media && !there.media)) items.set(composedKey(item), item)
  }
  const { attribution, advice } = reading.parts ?? {}
  const isSecondClaim = attribution !== undefined && isBegun(now.attribution)
  const claimed = isSecondClaim ? [`Attribution: ${attribution.actor}`, attribution.basis] : []
  const words = joined([now.words, reading.words, claimed.join('\n')])
  const next: Composition = {
    ...now,
    words,
    ...(attribution && !isSecondClaim ? { attribution } : {}),
    ...(advice === undefined ? {} : { advice: joined([now.advice ?? '', advice]) }),
    items: [...items.values()],
    unread: [...(now.unread ?? []), ...reading.unread],
  }
  return { next, repeated: before + reading.items.length - items.size, isSecondClaim }
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join('\n\n')
}

/** Whether anything is said of who is behind it. */
function isBegun(claim: Composition['attribution']): boolean {
  if (!claim) return false
  const { actor, basis, likelihood, confidence } = claim
  return [actor, basis, likelihood ?? '', confidence ?? ''].some((said) => said.trim() !== '')
}

/** Puts accounts of `keys` on a platform; two that become one thereby are one. Tells how many did. */
export function withPlatform(
  now: Composition,
  keys: ReadonlySet<string>,
  platform: string,
): { next: Composition; merged: number } {
  const items = new Map<string, ComposedItem>()
  for (const item of now.items) {
    const isMeant = item.kind === 'account' && keys.has(composedKey(item))
    const changed = isMeant ? { ...item, platform } : item
    const key = composedKey(changed)
    if (!items.has(key)) items.set(key, changed)
  }
  return { next: { ...now, items: [...items.values()] }, merged: now.items.length - items.size }
}

export function without(now: Composition, keys: ReadonlySet<string>): Composition {
  return { ...now, items: now.items.filter((item) => !keys.has(composedKey(item))) }
}

/** Puts one item in the place of another; where it stands there already, the other only goes. */
export function withChanged(now: Composition, key: string, item: ComposedItem): Composition {
  const isThere = now.items.some(
    (one) => composedKey(one) !== key && composedKey(one) === composedKey(item),
  )
  const items = now.items.flatMap((one) => {
    if (composedKey(one) !== key) return [one]
    return isThere ? [] : [{ ...item, row: one.row }]
  })
  return { ...now, items }
}

export function isHomeless({ kind, platform }: ComposedItem): boolean {
  return kind === 'account' && !platform
}

/** What must still be said before objects can be made. */
export function missingParts({
  title,
  words,
  items,
  attribution,
  advice = '',
}: Composition): string[] {
  const homeless = items.filter(isHomeless).length
  return [
    ...(items.length === 0 && words.trim() === '' && advice.trim() === ''
      ? ['something to share']
      : []),
    ...(homeless > 0 ? [`the platform of ${countOf(homeless, 'account')}`] : []),
    ...(title.trim() === '' ? ['what it is about'] : []),
    ...(attribution ? missingOfAttribution(attribution) : []),
    ...(attribution && items.length === 0 ? ['things that somebody is behind'] : []),
  ]
}

const KIND_NAMES: Record<ComposedItem['kind'], string> = {
  account: 'Account',
  domain: 'Domain',
  url: 'Link',
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 address',
  email: 'Mail address',
  hash: 'Hash',
  object: 'STIX object',
}

export function kindOf({ kind, algorithm, media }: ComposedItem): string {
  if (media) return media.mimeType.startsWith('image/') ? 'Picture, by hashes' : 'Video, by hash'
  return algorithm ?? KIND_NAMES[kind]
}
