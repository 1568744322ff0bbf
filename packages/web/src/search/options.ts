/** What the search offers: screens by name, and what the exchange found, each with the address it leads to. Pure. */
import type { SearchHit, SearchKind, SearchReply } from '@tocsin/api'
import type { NavGroup } from '../session/desks.ts'
import type { SearchWords } from './words.ts'

export type Option = { key: string; label: string; detail: string; at?: string; href: string }
export type Section = { key: string; title: string; note: string; options: Option[] }

type Screen = { to: string; label: string; group: string }

/** What begins one of a list, beside the list. */
const BEGINNINGS: Record<string, { to: string; label: string }[]> = {
  '/compose': [{ to: '/templates', label: 'Templates' }],
  '/cases': [{ to: '/cases/new', label: 'Open a case' }],
  '/meetings': [{ to: '/meetings/new', label: 'Call a meeting' }],
  '/matchings': [{ to: '/matchings/new', label: 'Propose a matching' }],
}

/** Every screen of a desk by the name that its navigation has in the reader's language; beginnings for whoever may begin. */
export function screensOf(
  groups: readonly NavGroup[],
  names: Record<string, string>,
  begins: boolean,
): Screen[] {
  const seen = new Set<string>()
  return groups.flatMap(({ title, items }) =>
    items
      .flatMap((item) => [item, ...(begins ? (BEGINNINGS[item.to] ?? []) : [])])
      .filter(({ to }) => !seen.has(to) && seen.add(to))
      .map(({ to, label }) => ({ to, label: names[label] ?? label, group: names[title] ?? title })),
  )
}

/** The screens whose name holds each word; those that begin with the first stand first. */
export function findScreens(screens: readonly Screen[], words: string): Screen[] {
  const parts = plain(words).split(/\s+/).filter(Boolean)
  const holds = screens.filter(({ label }) => parts.every((part) => plain(label).includes(part)))
  const first = parts[0] ?? ''
  const begins = ({ label }: Screen) => Number(plain(label).startsWith(first))
  return holds.toSorted((a, b) => begins(b) - begins(a))
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** Where a hit leads; nothing where this desk has no screen for it. `leads`: whether it has one. */
function hrefOf(
  kind: SearchKind,
  { id, title, of }: SearchHit,
  leads: (path: string) => boolean,
): string | undefined {
  switch (kind) {
    case 'release':
    case 'holding':
      return `/releases/${id}`
    case 'finding':
      return `/findings/${id}`
    case 'alert':
      return `/alerts/${id}`
    case 'notice':
      return `/notices/${id}`
    case 'case':
      return `/cases/${id}`
    case 'meeting':
      return `/meetings/${id}`
    case 'party':
      return leads('/parties') ? `/parties/${id}` : undefined
    case 'vendor':
      return leads('/vendors') ? `/vendors?words=${encodeURIComponent(title)}` : undefined
    case 'election':
      return leads('/elections') ? '/elections' : undefined
    case 'group':
      return `/groups/${id}/charter`
    case 'member':
      return leads('/members') ? `/members?open=${id}` : leads('/groups') ? '/groups' : undefined
    case 'person':
      return leads('/members') ? `/members?open=${id}` : `mailto:${of ?? ''}`
    case 'place':
      return leads('/offices') ? `/offices?find=${encodeURIComponent(title)}` : undefined
  }
}

function detailOf(kind: SearchKind, hit: SearchHit, words: SearchWords, kindName: string): string {
  if (kind === 'holding' && hit.objects) {
    const held = words.holds(hit.objects.count, hit.objects.types.join(', '))
    return hit.of ? `${held} · ${words.from(hit.of)}` : held
  }
  if (kind === 'release' || kind === 'notice') return hit.of ? words.from(hit.of) : ''
  if (kind === 'member') return kindName
  return [hit.of, hit.where].filter(Boolean).join(' · ')
}

type Given = {
  screens: readonly Screen[]
  reply: SearchReply | undefined
  leads: (path: string) => boolean
  words: SearchWords
  kindNames: Record<string, string>
}

/** What is offered, in the order in which it is shown; sections with nothing are left out. */
export function toSections({ screens, reply, leads, words, kindNames }: Given): Section[] {
  const own: Section = {
    key: 'screens',
    title: words.screens,
    note: '',
    options: screens.map(({ to, label, group }) => ({
      key: `screen ${to}`,
      label,
      detail: group,
      href: to,
    })),
  }
  const found = (reply?.found ?? []).map(({ kind, items, more }): Section => {
    const options = items.flatMap((hit, place) => {
      const href = hrefOf(kind, hit, leads)
      if (href === undefined) return []
      const detail = detailOf(kind, hit, words, kindNames[hit.of ?? ''] ?? '')
      const key = `${kind} ${hit.own ?? hit.id} ${place}`
      return [{ key, label: hit.title, detail, href, ...(hit.at ? { at: hit.at } : {}) }]
    })
    return {
      key: kind,
      title: words.kinds[kind],
      note: more ? words.more(options.length) : '',
      options,
    }
  })
  return [own, ...found].filter(({ options }) => options.length > 0)
}
