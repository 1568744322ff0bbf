/** The list of calls on one page for a briefing: how many offices are where, notice by notice, and the most urgent of them. */
import type { CallOffice } from '@tocsin/api'
import { BOLD, openPdf, REGULAR, type Doc } from '../pdf/open.ts'
import { callsWords, knownWords, nextWords, ROLE_WORDS, STATE_WORDS, timeWords } from './words.ts'

export type BriefingFacts = {
  from: string
  at: Date
  exercise: boolean
  items: readonly CallOffice[]
  /** Offices beyond `items`. */
  more: number
}

const MARGIN = 48
const SIZE = 8.5
/** Of a page, kept free for what says how much is left out. */
const FOOT = 40
const NOTICES = 5
const LONGEST = 110
const TLPS = ['clear', 'green', 'amber', 'amber+strict', 'red']

type Part = PDFKit.PDFStructureElement

/** One page of tagged PDF. What does not fit on it is counted at its foot, and is in the CSV of the same list. */
export async function renderBriefing(facts: BriefingFacts): Promise<Uint8Array> {
  const title = `Offices to call: briefing of ${facts.from}`
  const { doc, root, bytes } = openPdf({ title, language: 'en', made: facts.at, margin: MARGIN })
  doc.addPage()
  const part = doc.struct('Sect')
  root.add(part)
  const label = labelOf(facts.items)
  say(doc, part, 'P', [label, ...(facts.exercise ? ['EXERCISE: nothing in it is real'] : [])].join(' · '), { bold: true }) // prettier-ignore
  say(doc, part, 'H1', 'Offices to call', { bold: true, size: 17 })
  say(doc, part, 'P', `${facts.from} · as of ${timeWords(facts.at.toISOString())}`, { soft: true })
  say(doc, part, 'P', countsOf(facts), { size: 10.5, bold: true, gap: 8 })
  drawNotices(doc, part, facts.items)
  const shown = drawOffices(doc, part, facts.items)
  say(doc, part, 'P', footOf(facts, shown), { soft: true })
  part.end()
  root.end()
  doc.end()
  return bytes
}

/** The strictest marking of the notices on it. */
function labelOf(items: readonly CallOffice[]): string {
  const strictest = Math.max(0, ...items.map(({ tlp }) => TLPS.indexOf(tlp)))
  return `TLP:${TLPS[strictest]!.toUpperCase()}`
}

function countsOf({ items, more }: BriefingFacts): string {
  if (items.length === 0) return 'No office need be called now.'
  const parts = (['unreachable', 'overdue', 'waiting', 'told'] as const)
    .map((state) => ({ state, count: items.filter((one) => one.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${STATE_WORDS[state]}`)
  const noNumber = items.filter(({ next }) => next === undefined).length
  const without = noNumber > 0 ? `; ${noNumber} without a number to call` : ''
  const beyond = more > 0 ? `, of the first ${items.length}; ${more} more follow` : ''
  return `${parts.join(', ')}${without}${beyond}`
}

function drawNotices(doc: Doc, part: Part, items: readonly CallOffice[]): void {
  const notices = [...new Set(items.map(({ noticeId }) => noticeId))].map((id) =>
    items.filter(({ noticeId }) => noticeId === id),
  )
  if (notices.length < 2) {
    const [one] = notices[0] ?? []
    if (one) say(doc, part, 'P', `Notice: ${cut(one.subject)} (${timeWords(one.sentAt)})`, { gap: 6 }) // prettier-ignore
    return
  }
  say(doc, part, 'H2', 'By notice', { bold: true, gap: 2 })
  for (const offices of notices.slice(0, NOTICES)) {
    const [{ subject, sentAt }] = offices as [CallOffice]
    say(doc, part, 'P', `${offices.length}: ${cut(subject)} (${timeWords(sentAt)})`, { gap: 2 })
  }
  const rest = notices.slice(NOTICES)
  if (rest.length > 0)
    say(doc, part, 'P', `${rest.flat().length}: ${rest.length} other notices`, { gap: 2 })
  doc.moveDown(0.4)
}

/** As many as the page takes; returns how many. */
function drawOffices(doc: Doc, part: Part, items: readonly CallOffice[]): number {
  if (items.length === 0) return 0
  say(doc, part, 'H2', 'The most urgent', { bold: true, gap: 3 })
  const list = doc.struct('L')
  part.add(list)
  const end = doc.page.height - MARGIN - FOOT
  let shown = 0
  for (const office of items) {
    const lines = linesOf(office, shown + 1)
    if (doc.y + heightOf(doc, lines) > end) break
    const item = doc.struct('LI')
    list.add(item)
    const body = doc.struct('LBody')
    item.add(body)
    for (const { text, ...look } of lines) say(doc, body, 'P', text, look)
    body.end()
    item.end()
    shown += 1
  }
  list.end()
  return shown
}

type Look = { bold?: boolean; soft?: boolean; size?: number; gap?: number }
type Line = Look & { text: string }

function linesOf(office: CallOffice, number: number): Line[] {
  const since = office.overdueSince ? ` since ${timeWords(office.overdueSince)}` : ''
  const state = `${STATE_WORDS[office.state]}${since}`
  return [
    {
      text: `${number}. ${office.place}, ${ROLE_WORDS[office.role]}: ${state}`,
      bold: true,
      gap: 0,
    },
    { text: `Call: ${nextWords(office)} · ${callsWords(office)}`, gap: 0 },
    { text: `${knownWords(office.known)}.`, soft: true, gap: 4 },
  ]
}

function footOf({ items, more }: BriefingFacts, shown: number): string {
  const left = items.length - shown + more
  const rest =
    left === 0
      ? 'Every office of the list is on this page.'
      : `${left === 1 ? '1 more office is' : `${left} more offices are`} not on this page; the CSV of the same list has them.`
  return `${rest} Numbers as they are on file; a call goes on record only where it is begun in the list itself.`
}

function say(doc: Doc, part: Part, kind: string, text: string, look: Look): void {
  part.add(
    doc.struct(kind, {}, () => {
      doc
        .font(look.bold ? BOLD : REGULAR)
        .fontSize(look.size ?? SIZE)
        .fillColor(look.soft ? '#444444' : 'black')
        .text(text, { paragraphGap: look.gap ?? 4 })
    }),
  )
}

function heightOf(doc: Doc, lines: readonly Line[]): number {
  const width = doc.page.width - 2 * MARGIN
  return lines
    .map(
      ({ text, bold, size = SIZE, gap = 4 }) =>
      doc.font(bold ? BOLD : REGULAR).fontSize(size).heightOfString(text, { width }) + gap, // prettier-ignore
    )
    .reduce((sum, one) => sum + one, 0)
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
