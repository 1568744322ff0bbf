/** A tagged PDF (PDF/UA-1, ISO 14289-1) with a title, a language and fonts that travel with it. */
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { escapeXml } from '../texts/xml.ts'

const require = createRequire(import.meta.url)
export const REGULAR = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')
export const BOLD = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')

export type Doc = PDFKit.PDFDocument

/** A document of US letter pages without a page yet; `margin` in points. `bytes` resolves to the file once `doc.end()` was called. */
export function openPdf(about: { title: string; language: string; made: Date; margin: number }): {
  doc: Doc
  root: PDFKit.PDFStructureElement
  bytes: Promise<Uint8Array>
} {
  const doc = new PDFDocument({
    size: 'LETTER',
    margin: about.margin,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    lang: about.language,
    displayTitle: true,
    bufferPages: true,
    info: { Title: about.title, CreationDate: about.made },
    font: REGULAR,
  } as PDFKit.PDFDocumentOptions)
  markAccessible(doc)
  escapeTitle(doc)
  const parts: Uint8Array[] = []
  doc.on('data', (part: Uint8Array) => parts.push(part))
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  const root = doc.struct('Document')
  doc.addStructure(root)
  return { doc, root, bytes }
}

/**
 * Says that the file is PDF/UA-1 (ISO 14289-1, 5). The library's own switch for it adds a CIDSet to each font besides, which lists too
 * little where letters have accents and makes a file fail that is sound without one.
 */
function markAccessible(doc: Doc): void {
  const described = `
        <rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>
        `
  ;(doc as Doc & { appendXML: (xml: string) => void }).appendXML(described)
}

/** The library writes the title into the XML of the file as it stands, where a sender's `&` would break it, and `<` be taken for markup. */
function escapeTitle(doc: Doc): void {
  const own = doc as Doc & { endMetadata: () => void }
  const end = own.endMetadata.bind(doc)
  own.endMetadata = () => {
    // What is no XML has its title by now.
    doc.info.Title = escapeXml(doc.info.Title ?? '')
    end()
  }
}
