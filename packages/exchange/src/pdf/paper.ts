/** A paper to be read: tagged PDF (PDF/UA-1) of headings, paragraphs and lists, with its marking at the head and foot of every page. */
import { setImmediate } from 'node:timers/promises'
import { BOLD, openPdf, REGULAR, type Doc } from './open.ts'

export const MARGIN = 54
const SIZE = 10
/** So many lines of a list are drawn before others are answered. */
const AT_ONCE = 40
/** A heading does not stand alone at the end of a page. */
const WITH_HEADING = 60

type Part = PDFKit.PDFStructureElement
type Look = { bold?: boolean; soft?: boolean; size?: number; gap?: number }

/** A heading with what stands under it: paragraphs, then a list. */
export type PaperPart = {
  heading: string
  /** Of the heading; 2 unless it stands under another. */
  level?: 2 | 3
  texts: readonly string[]
  list?: readonly string[]
}

export type Paper = {
  doc: Doc
  /** What is drawn by hand is put into it. */
  part: Part
  say: (kind: string, text: string, look?: Look) => void
  /** Goes on to the next page where less than so many points are left. */
  keepTogether: (points: number) => void
  draw: (part: PaperPart) => Promise<void>
  /** Ends the paper, and says what of it could not be shown, and where that is to be had; gives the bytes of the file. */
  close: (whole: string) => Promise<Uint8Array>
}

type About = {
  title: string
  made: Date
  /** TLP label. */
  label: string
  exercise: boolean
  /** What stands at the foot of every page beside the label, such as `not a release`. */
  foot: string
}

/** A paper that begins with its marking and, in an exercise, says that it is one. */
export function openPaper(about: About): Paper {
  const { title, made, label } = about
  const { doc, root, bytes } = openPdf({ title, language: 'en', made, margin: MARGIN })
  doc.addPage()
  const part = doc.struct('Sect')
  root.add(part)
  const { write, missing } = toWriter(doc)
  const say: Paper['say'] = (kind, text, look) => write(part, kind, text, look)
  const keepTogether = (points: number) => {
    if (doc.y > doc.page.height - MARGIN - points) doc.addPage()
  }
  say('P', label, { bold: true })
  if (about.exercise) say('P', 'EXERCISE: nothing in it is real', { bold: true })
  const draw = async ({ heading, level = 2, texts, list = [] }: PaperPart) => {
    keepTogether(WITH_HEADING)
    if (doc.y > MARGIN) doc.moveDown(0.5)
    say(`H${level}`, heading, { bold: true, size: level === 2 ? 12 : 10.5, gap: 3 })
    for (const text of texts) say('P', text)
    if (list.length > 0) await drawList(doc, part, write, list)
  }
  const close = (whole: string) => {
    const lacking = missing()
    if (lacking > 0)
      say(
        'P',
        `${lacking.toLocaleString('en')} characters that show nothing, or for which the fonts of this file have no sign, stand as \uFFFD here; ${whole} them. Scripts that run from right to left may stand in the wrong order.`,
        { soft: true },
      )
    part.end()
    root.end()
    drawEdges(doc, about)
    doc.end()
    return bytes
  }
  return { doc, part, say, keepTogether, draw, close }
}

type Write = (to: Part, kind: string, text: string, look?: Look) => void
type Face = { hasGlyphForCodePoint: (code: number) => boolean }

/** What the fonts have no sign for is replaced, and counted. */
function toWriter(doc: Doc): { write: Write; missing: () => number } {
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
  const write: Write = (to, kind, text, look = {}) =>
    to.add(
      doc.struct(kind, {}, () => {
        doc
          .font(look.bold ? BOLD : REGULAR)
          .fontSize(look.size ?? SIZE)
          .fillColor(look.soft ? '#444444' : 'black')
        doc.text(shown(text), { paragraphGap: look.gap ?? 4 })
      }),
    )
  return { write, missing: () => missing }
}

async function drawList(doc: Doc, part: Part, write: Write, items: readonly string[]) {
  const list = doc.struct('L')
  part.add(list)
  for (const [at, text] of items.entries()) {
    if (at % AT_ONCE === 0) await setImmediate()
    const item = doc.struct('LI')
    list.add(item)
    const body = doc.struct('LBody')
    item.add(body)
    write(body, 'P', `${at + 1}. ${text}`, { gap: 3 })
    body.end()
    item.end()
  }
  list.end()
}

/** Marking and page number at the edges: what repeats is no part of what is read. */
function drawEdges(doc: Doc, { label, exercise, foot }: About): void {
  const { count } = doc.bufferedPageRange()
  for (let at = 0; at < count; at += 1) {
    doc.switchToPage(at)
    doc.page.margins = { top: 0, bottom: 0, left: MARGIN, right: MARGIN }
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.fillColor('black').font(BOLD).fontSize(10)
    // The first page begins with it, where it is read too.
    if (at > 0) doc.text(label, MARGIN, 26, { lineBreak: false })
    const line = [...(exercise ? ['EXERCISE'] : []), label, foot, `page ${at + 1} of ${count}`]
    doc
      .font(REGULAR)
      .fontSize(8)
      .text(line.join(' · '), MARGIN, doc.page.height - 34, { lineBreak: false })
    doc.endMarkedContent()
  }
}
