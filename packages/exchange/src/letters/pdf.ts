/**
 * Letters as one PDF that a screen reader can read: tagged, with title and language; fonts travel with it. A letter is one page where
 * its words fit at 9 points or more, and goes on over further pages, each numbered, where they do not.
 */
import { setImmediate } from 'node:timers/promises'
import { encode } from 'uqr'
import { BOLD, openPdf, REGULAR, type Doc } from '../pdf/open.ts'

/** One thing that a letter says: under a heading or without one, as a paragraph or a list. */
type LetterPart = { heading?: string; text?: string; list?: readonly string[] }

export type Letter = {
  language: string
  /** TLP label, at the top and the bottom of each page. */
  label: string
  /** Such as that it is an exercise. */
  marks: readonly string[]
  /** To a reader of another language, in that one. */
  aside?: { language: string; text: string } | undefined
  to: string
  subject: string
  parts: readonly LetterPart[]
  /** The address that the sign to scan holds. */
  link: string
  scan: string
  scanAlt: string
  page: (number: number, of: number) => string
}

const MARGIN = 54
/** Points of the words, from the largest that is tried. */
const SIZES = [11, 10.5, 10, 9.5, 9] as const
const QR = 108

/** The letters, each from a page of its own on; resolves to the bytes of the file. Others are answered between two of them. */
export async function renderLetters(
  letters: readonly Letter[],
  about: { title: string; language: string; made: Date },
): Promise<Uint8Array> {
  const { doc, root, bytes } = openPdf({ ...about, margin: MARGIN })
  const ends: { letter: Letter; first: number; last: number }[] = []
  for (const letter of letters) {
    await setImmediate()
    const section = doc.struct('Sect', { lang: letter.language } as object)
    root.add(section)
    doc.addPage()
    const first = doc.bufferedPageRange().count - 1
    drawLetter(doc, section, letter)
    section.end()
    ends.push({ letter, first, last: doc.bufferedPageRange().count - 1 })
  }
  root.end()
  for (const one of ends) drawEdges(doc, one)
  doc.end()
  return bytes
}

function drawLetter(doc: Doc, section: PDFKit.PDFStructureElement, letter: Letter): void {
  const size = SIZES.find((one) => heightOf(doc, letter, one) <= roomOf(doc)) ?? SIZES.at(-1)!
  const say = (
    kind: string,
    text: string,
    look: { bold?: boolean; size?: number; gap?: number },
    lang?: string,
  ) => {
    section.add(
      doc.struct(kind, (lang === undefined ? {} : { lang }) as object, () => {
        doc
          .font(look.bold ? BOLD : REGULAR)
          .fontSize(look.size ?? size)
          .text(text, { paragraphGap: look.gap ?? size * 0.5 })
      }),
    )
  }
  say('P', letter.label, { bold: true })
  for (const mark of letter.marks) say('P', mark, { bold: true })
  const { aside } = letter
  if (aside) say('P', aside.text, { bold: true }, aside.language)
  say('P', letter.to, {})
  say('H1', letter.subject, { bold: true, size: size * 1.4 })
  for (const { heading, text, list = [] } of letter.parts) {
    if (heading) say('H2', heading, { bold: true, gap: 2 })
    if (text) say('P', text, {})
    for (const item of list) say('P', item, { gap: 3 })
  }
  drawQr(doc, section, letter, size)
}

/** The sign to scan, what it is for, and the same address in letters for whoever has no camera. */
function drawQr(doc: Doc, section: PDFKit.PDFStructureElement, letter: Letter, size: number): void {
  if (doc.y + QR + 4 * size > doc.page.height - MARGIN - 20) doc.addPage()
  const top = doc.y + 6
  section.add(
    doc.struct(
      'Figure',
      { alt: letter.scanAlt, bbox: [MARGIN, top, MARGIN + QR, top + QR] } as object,
      () => {
        drawModules(doc, letter.link, { x: MARGIN, y: top })
      },
    ),
  )
  section.add(
    doc.struct('P', {}, () => {
      const x = MARGIN + QR + 14
      doc.font(REGULAR).fontSize(size)
      doc.text(letter.scan, x, top + 4, { width: doc.page.width - MARGIN - x })
    }),
  )
  section.add(
    doc.struct('P', {}, () => {
      doc
        .font(REGULAR)
        .fontSize(9)
        .text(letter.link, MARGIN, top + QR + 6)
    }),
  )
}

/** Which modules of the sign are dark, row by row, with the quiet zone of four that a camera needs (ISO/IEC 18004). */
function toQr(link: string): readonly (readonly boolean[])[] {
  return encode(link, { ecc: 'M', border: 4 }).data
}

function drawModules(doc: Doc, link: string, { x, y }: { x: number; y: number }): void {
  const rows = toQr(link)
  const module = QR / rows.length
  for (const [row, cells] of rows.entries())
    for (const [column, dark] of cells.entries())
      if (dark) doc.rect(x + column * module, y + row * module, module + 0.05, module + 0.05)
  doc.fill('black')
}

/** Marking and page number at the edges: what repeats is no part of what is read. */
function drawEdges(
  doc: Doc,
  { letter, first, last }: { letter: Letter; first: number; last: number },
): void {
  for (let at = first; at <= last; at += 1) {
    doc.switchToPage(at)
    doc.page.margins = { top: 0, bottom: 0, left: MARGIN, right: MARGIN }
    doc.markContent('Artifact', { type: 'Pagination' })
    // The first page begins with it, where it is read too.
    if (at > first) doc.font(BOLD).fontSize(10).text(letter.label, MARGIN, 26, { lineBreak: false })
    const foot = `${letter.label} · ${letter.page(at - first + 1, last - first + 1)}`
    doc.font(REGULAR).fontSize(8)
    doc.text(foot, MARGIN, doc.page.height - 34, { lineBreak: false })
    doc.endMarkedContent()
  }
}

function roomOf(doc: Doc): number {
  return doc.page.height - 2 * MARGIN - QR - 60
}

/** How much of a page the words take before the sign, at a size. */
function heightOf(doc: Doc, letter: Letter, size: number): number {
  const width = doc.page.width - 2 * MARGIN
  const of = (text: string, look: { bold?: boolean; size?: number; gap?: number }) =>
    doc
      .font(look.bold ? BOLD : REGULAR)
      .fontSize(look.size ?? size)
      .heightOfString(text, { width }) + (look.gap ?? size * 0.5)
  return [
    of(letter.label, { bold: true }),
    ...letter.marks.map((mark) => of(mark, { bold: true })),
    ...(letter.aside ? [of(letter.aside.text, { bold: true })] : []),
    of(letter.to, {}),
    of(letter.subject, { bold: true, size: size * 1.4 }),
    ...letter.parts.flatMap(({ heading, text, list = [] }) => [
      ...(heading ? [of(heading, { bold: true, gap: 2 })] : []),
      ...(text ? [of(text, {})] : []),
      ...list.map((item) => of(item, { gap: 3 })),
    ]),
  ].reduce((sum, one) => sum + one, 0)
}
