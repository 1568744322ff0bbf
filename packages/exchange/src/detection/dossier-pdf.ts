/** The dossier of a network as tagged PDF (PDF/UA-1): a marking at the head and foot of every page, headings, lists, and a time line with its words. */
import { setImmediate } from 'node:timers/promises'
import type { NetworkDocument, Tlp } from '@tocsin/api'
import { BOLD, openPdf, REGULAR, type Doc } from '../pdf/open.ts'
import { toDossier, type Dossier, type DossierPart } from './dossier.ts'

const MARGIN = 54
const SIZE = 10
const CHART = 90
/** So many lines of a list are drawn before others are answered. */
const AT_ONCE = 40

type Part = PDFKit.PDFStructureElement
type Look = { bold?: boolean; soft?: boolean; size?: number; gap?: number }
type Page = { doc: Doc; part: Part; missing: () => number; say: Say }
type Say = (to: Part, kind: string, text: string, look?: Look) => void

export type DossierFacts = {
  finding: NetworkDocument
  tlp: Tlp
  member: string
  at: Date
  exercise: boolean
}

/** The bytes of the file. */
export async function renderDossier(facts: DossierFacts): Promise<Uint8Array> {
  const { finding, member, at } = facts
  const dossier = toDossier(finding)
  const title = `Finding: ${dossier.summary}`
  const { doc, root, bytes } = openPdf({ title, language: 'en', made: at, margin: MARGIN })
  doc.addPage()
  const part = doc.struct('Sect')
  root.add(part)
  const page = toPage(doc, part)
  const { say } = page
  say(part, 'P', labelOf(facts), { bold: true })
  if (facts.exercise) say(part, 'P', 'EXERCISE: nothing in it is real', { bold: true })
  say(part, 'H1', dossier.summary, { bold: true, size: 15, gap: 6 })
  say(part, 'P', dossier.verdict, { bold: true, size: 11.5 })
  say(
    part,
    'P',
    `A finding of ${member}, saved ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC. It is no release: the marking is the one that whoever saved it named, and nobody is told of it by this file. It tells how accounts behaved; whoever runs them is not told by it.`,
    { soft: true, gap: 8 },
  )
  for (const one of dossier.before) await drawPart(page, one)
  drawTimeline(page, dossier)
  for (const one of dossier.after) await drawPart(page, one)
  say(part, 'P', `Finding ${finding.id}.`, { soft: true })
  const lacking = page.missing()
  if (lacking > 0)
    say(
      part,
      'P',
      `${lacking.toLocaleString('en')} characters that show nothing, or for which the fonts of this file have no sign, stand as \uFFFD here; the tables (CSV) have them. Scripts that run from right to left may stand in the wrong order.`,
      { soft: true },
    )
  part.end()
  root.end()
  drawEdges(doc, facts)
  doc.end()
  return bytes
}

function labelOf({ tlp }: DossierFacts): string {
  return `TLP:${tlp.toUpperCase()}`
}

type Face = { hasGlyphForCodePoint: (code: number) => boolean }

/** What the fonts have no sign for is replaced, and counted. */
function toPage(doc: Doc, part: Part): Page {
  let missing = 0
  const shown = (text: string) => {
    const face = (doc as Doc & { _font: { font: Face } })._font.font
    return [...text]
      .map((letter) => {
        // What shows nothing may turn the order of a line, or hide in a name.
        if (!/\p{Cf}/u.test(letter) && face.hasGlyphForCodePoint(letter.codePointAt(0)!))
          return letter
        missing += 1
        return '\uFFFD'
      })
      .join('')
  }
  const say: Say = (to, kind, text, look = {}) =>
    to.add(
      doc.struct(kind, {}, () => {
        doc
          .font(look.bold ? BOLD : REGULAR)
          .fontSize(look.size ?? SIZE)
          .fillColor(look.soft ? '#444444' : 'black')
        doc.text(shown(text), { paragraphGap: look.gap ?? 4 })
      }),
    )
  return { doc, part, missing: () => missing, say }
}

async function drawPart({ doc, part, say }: Page, one: DossierPart): Promise<void> {
  if (doc.y > doc.page.height - MARGIN - 60) doc.addPage()
  say(part, 'H2', one.heading, { bold: true, size: 12, gap: 3 })
  for (const text of one.texts) say(part, 'P', text)
  const items = one.list ?? []
  if (items.length === 0) return
  const list = doc.struct('L')
  part.add(list)
  for (const [at, text] of items.entries()) {
    if (at % AT_ONCE === 0) await setImmediate()
    const item = doc.struct('LI')
    list.add(item)
    const body = doc.struct('LBody')
    item.add(body)
    say(body, 'P', `${at + 1}. ${text}`, { gap: 3 })
    body.end()
    item.end()
  }
  list.end()
  doc.moveDown(0.5)
}

/** Bars as a figure, whose other text is the sentence under it. */
function drawTimeline({ doc, part, say }: Page, { timeline: { counts, words } }: Dossier): void {
  if (doc.y + CHART + 60 > doc.page.height - MARGIN) doc.addPage()
  say(part, 'H2', 'Time line', { bold: true, size: 12, gap: 3 })
  if (counts.length > 0) {
    const top = doc.y
    const width = doc.page.width - 2 * MARGIN
    const most = counts.reduce((max, count) => Math.max(max, count), 1)
    const bar = width / counts.length
    const bbox = [MARGIN, top, MARGIN + width, top + CHART]
    part.add(
      doc.struct('Figure', { alt: words, bbox } as object, () => {
        for (const [at, count] of counts.entries())
          if (count > 0)
            doc.rect(
              MARGIN + at * bar,
              top + CHART - (CHART * count) / most,
              Math.max(0.5, bar * 0.9),
              (CHART * count) / most,
            )
        doc.fill('#333333')
        doc
          .moveTo(MARGIN, top + CHART)
          .lineTo(MARGIN + width, top + CHART)
          .stroke('#888888')
      }),
    )
    doc.x = MARGIN
    doc.y = top + CHART + 6
  }
  say(part, 'P', words, { gap: 8 })
}

/** Marking and page number at the edges: what repeats is no part of what is read. */
function drawEdges(doc: Doc, facts: DossierFacts): void {
  const { count } = doc.bufferedPageRange()
  for (let at = 0; at < count; at += 1) {
    doc.switchToPage(at)
    doc.page.margins = { top: 0, bottom: 0, left: MARGIN, right: MARGIN }
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.fillColor('black').font(BOLD).fontSize(10)
    // The first page begins with it, where it is read too.
    if (at > 0) doc.text(labelOf(facts), MARGIN, 26, { lineBreak: false })
    const exercise = facts.exercise ? 'EXERCISE · ' : ''
    const foot = `${exercise}${labelOf(facts)} · not a release · page ${at + 1} of ${count}`
    doc
      .font(REGULAR)
      .fontSize(8)
      .text(foot, MARGIN, doc.page.height - 34, { lineBreak: false })
    doc.endMarkedContent()
  }
}
