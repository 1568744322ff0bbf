/** Rows of a text put under the part of a statement that their heading names, as a proposal; what fits none stays with the facts. */
import type { ComposedReading, PartKind } from '@tocsin/api'
import { hiddenInWords } from '@tocsin/detect/match'
import { BARE_LINK } from './bare-link.ts'
import { openParts, toAttribution } from './part-headings.ts'
import type { Rows } from './reading.ts'

type Other = Exclude<PartKind, 'facts'>

/** Characters of a part, as a release takes it: the basis of an attribution, and advice. */
const MOST: Record<Other, number> = { attribution: 8000, advice: 20_000 }

export function openPlacing(rows: Rows) {
  const place = openParts()
  const lines: Record<Other, string[]> = { attribution: [], advice: [] }
  const length: Record<Other, number> = { attribution: 0, advice: 0 }
  const placed: number[] = []
  const headed = new Set<PartKind>()
  const counts = { full: 0, things: 0, links: 0 }
  const pass = (row: number): undefined => {
    rows.pass(row)
    placed.push(row)
  }
  return {
    /** The words of a row that are for the facts; nothing where it was put elsewhere, or is no more than a heading. */
    take(row: number, line: string, holdsThing: (line: string) => boolean): string | undefined {
      const { part, words, isHeading, ...more } = place(line)
      if ('ended' in more)
        rows.remark(
          `Row ${row}, “${words.trim().slice(0, 80)}”, is the heading of no part: what follows is read with the facts.`,
        )
      if (isHeading) headed.add(part)
      if (isHeading && words === '') return pass(row)
      if (part === 'facts') return words
      const hidden = hiddenInWords(words)
      if (hidden) return void rows.refuse(row, words, hidden)
      if (length[part] + words.length + 1 > MOST[part]) {
        counts.full++
        return words
      }
      length[part] += words.length + 1
      lines[part].push(words)
      if (holdsThing(words)) counts.things++
      if (words.search(BARE_LINK) >= 0) counts.links++
      return pass(row)
    },
    /** What is proposed; its remarks are among those of the rows. */
    end(format: 'text' | 'mail'): Pick<ComposedReading, 'parts'> {
      const parts = toParts(lines)
      const isProposed = parts.attribution !== undefined || parts.advice !== undefined
      for (const remark of [
        ...remarksOn(counts, format),
        ...(isProposed ? PROPOSED : []),
        ...emptyOf(headed, parts),
        ...parts.remarks,
      ])
        rows.remark(remark)
      const { remarks: _said, ...proposed } = parts
      return placed.length === 0 ? {} : { parts: { ...proposed, rows: placed } }
    },
  }
}

const PROPOSED = [
  'Attribution or advice was put in its own part by its heading: that is a proposal; read each before it is shared.',
]

function toParts({ attribution, advice }: Record<Other, string[]>) {
  const { claim, remarks } = toAttribution(attribution)
  const words = advice.join('\n').trim()
  return {
    ...(attribution.length === 0 ? {} : { attribution: claim }),
    ...(words === '' ? {} : { advice: words }),
    remarks,
  }
}

function emptyOf(headed: ReadonlySet<PartKind>, parts: ReturnType<typeof toParts>): string[] {
  return (['attribution', 'advice'] as const)
    .filter((part) => headed.has(part) && parts[part] === undefined)
    .map((part) => `Nothing that was read stands under the heading of the ${part}.`)
}

function remarksOn(
  { full, things, links }: { full: number; things: number; links: number },
  format: 'text' | 'mail',
): string[] {
  const rowsOf = (count: number) => (count === 1 ? '1 row' : `${count} rows`)
  return [
    ...(full > 0
      ? [`${rowsOf(full)} of the attribution or advice no longer fitted: read with the facts.`]
      : []),
    ...(format === 'text' && things > 0
      ? [
          `${rowsOf(things)} under attribution or advice ${things === 1 ? 'names' : 'name'} things: words there, and no things of the facts.`,
        ]
      : []),
    ...(format === 'mail' && links > 0
      ? [
          `${rowsOf(links)} under attribution or advice ${links === 1 ? 'holds' : 'hold'} links: links of a mail are things of the facts wherever they stand; remove those that are none.`,
        ]
      : []),
  ]
}
