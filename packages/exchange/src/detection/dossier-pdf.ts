/** The dossier of a network as a paper: what the screen leads with, and a time line with its words. */
import type { NetworkDocument, Tlp } from '@tocsin/api'
import { MARGIN, openPaper, type Paper } from '../pdf/paper.ts'
import { toDossier, type Dossier } from './dossier.ts'

const CHART = 90

export type DossierFacts = {
  finding: NetworkDocument
  tlp: Tlp
  member: string
  at: Date
  exercise: boolean
}

/** The bytes of the file. */
export async function renderDossier(facts: DossierFacts): Promise<Uint8Array> {
  const { finding, tlp, member, at, exercise } = facts
  const dossier = toDossier(finding)
  const paper = openPaper({
    title: `Finding: ${dossier.summary}`,
    made: at,
    label: `TLP:${tlp.toUpperCase()}`,
    exercise,
    foot: 'not a release',
  })
  const { say } = paper
  say('H1', dossier.summary, { bold: true, size: 15, gap: 6 })
  say('P', dossier.verdict, { bold: true, size: 11.5 })
  say(
    'P',
    `A finding of ${member}, saved ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC. It is no release: the marking is the one that whoever saved it named, and nobody is told of it by this file. It tells how accounts behaved; whoever runs them is not told by it.`,
    { soft: true, gap: 8 },
  )
  for (const one of dossier.before) await paper.draw(one)
  drawTimeline(paper, dossier)
  for (const one of dossier.after) await paper.draw(one)
  say('P', `Finding ${finding.id}.`, { soft: true })
  return paper.close('the tables (CSV) have')
}

/** Bars as a figure, whose other text is the sentence under it. */
function drawTimeline(paper: Paper, { timeline: { counts, words } }: Dossier): void {
  const { doc, part, say } = paper
  paper.keepTogether(CHART + 60)
  say('H2', 'Time line', { bold: true, size: 12, gap: 3 })
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
  say('P', words, { gap: 8 })
}
