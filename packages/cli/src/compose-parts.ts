/** Attribution and advice that headings of composed files propose: each written as a bundle of its own, or left with the facts. */
import { type ComposedReading, missingOfAttribution, type OpenAttribution } from '@tocsin/api'
import { partsToStix } from '@tocsin/exchange/composing'
import { createBundle, type StixObject } from '@tocsin/stix'
import { extname } from 'node:path'

export type Proposed = { attribution?: OpenAttribution; advice: string; asFacts: string[] }

const KINDS = ['attribution', 'advice'] as const

/** Where the bundles of the other parts lie beside that of the facts: `list.json` has `list.attribution.json`. */
export function partPaths(out: string): Record<(typeof KINDS)[number], string> {
  const ending = extname(out)
  const stem = ending === '' ? out : out.slice(0, -ending.length)
  return { attribution: `${stem}.attribution${ending}`, advice: `${stem}.advice${ending}` }
}

/**
 * What the files propose together. `tell` hears what is not taken: an attribution after the first, one that does not say all it
 * must, and any part where nothing says whose it is; all that stays with the facts.
 */
export function gatherParts(
  readings: readonly { file: string; reading: ComposedReading }[],
  { hasAuthor, hasThings }: { hasAuthor: boolean; hasThings: boolean },
  tell: (line: string) => void,
): Proposed {
  const proposed: Proposed = { advice: '', asFacts: [] }
  for (const { file, reading } of readings) {
    const { attribution, advice } = reading.parts ?? {}
    if (advice !== undefined && hasAuthor)
      proposed.advice = [proposed.advice, advice].filter((one) => one !== '').join('\n\n')
    else if (advice !== undefined) {
      proposed.asFacts.push(`Advice:\n${advice}`)
      tell(`${file}: the advice stays with the facts: name whose it is with --author`)
    }
    if (attribution === undefined) continue
    const why = whyNot(attribution, proposed, { hasAuthor, hasThings })
    if (why === undefined) proposed.attribution = attribution
    else {
      proposed.asFacts.push(toWords(attribution))
      tell(`${file}: the attribution stays with the facts: ${why}`)
    }
  }
  return proposed
}

function whyNot(
  claim: OpenAttribution,
  { attribution }: Proposed,
  { hasAuthor, hasThings }: { hasAuthor: boolean; hasThings: boolean },
): string | undefined {
  const missing = missingOfAttribution(claim)
  if (attribution) return 'a file before it has one'
  if (missing.length > 0) return `it does not say ${missing.join(', ')}`
  if (!hasThings) return 'there is no thing that somebody could be behind'
  return hasAuthor ? undefined : 'name whose it is with --author'
}

function toWords({ actor, likelihood, confidence, basis }: OpenAttribution): string {
  return [
    'Attribution:',
    ...(actor === '' ? [] : [`Actor: ${actor}`]),
    ...(likelihood === undefined ? [] : [`Likelihood: ${likelihood.replaceAll('-', ' ')}`]),
    ...(confidence === undefined ? [] : [`Confidence: ${confidence}`]),
    basis,
  ].join('\n')
}

/** The bundles of the parts beside the facts, as files. Throws as `partsToStix` does. */
export function partFiles(
  out: string,
  title: string,
  { attribution, advice }: Proposed,
  facts: readonly StixObject[],
  author: StixObject | undefined,
  at: Date,
): { path: string; text: string; count: number }[] {
  if (author === undefined) return []
  const parts = partsToStix(
    { title, advice, ...(attribution ? { attribution } : {}) },
    facts,
    () => author,
    at,
  )
  const paths = partPaths(out)
  return KINDS.flatMap((kind) => {
    const objects = parts[kind] as StixObject[] | undefined
    if (!objects) return []
    const text = `${JSON.stringify(createBundle(objects), null, 2)}\n`
    return [{ path: paths[kind], text, count: objects.length }]
  })
}
