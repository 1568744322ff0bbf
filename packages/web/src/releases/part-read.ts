/** What a part says, read out of the objects it was released as, to be changed in a form. Pure. */
import {
  CONFIDENCES,
  LIKELIHOODS,
  type Confidence,
  type Likelihood,
  type OpenAttribution,
} from '@tocsin/api'

type Stix = {
  type?: unknown
  content?: unknown
  created_by_ref?: unknown
  extensions?: unknown
  revoked?: unknown
}

/** The words of the sender's own note, and what it picked where it is an attribution. */
export function readPart(
  objects: readonly unknown[],
  memberId: string,
): { words: string; claim: OpenAttribution } {
  const notes = (objects as Stix[]).filter(
    (one) =>
      one.type === 'note' && one.created_by_ref === `identity--${memberId}` && one.revoked !== true,
  )
  const claim = notes.map(claimOf).find((one) => one !== undefined)
  const words = notes.map(({ content }) => content).find((text) => typeof text === 'string')
  return { words: words ?? '', claim: claim ?? { actor: '', basis: '' } }
}

function claimOf({ extensions }: Stix): OpenAttribution | undefined {
  if (typeof extensions !== 'object' || extensions === null) return undefined
  for (const said of Object.values(extensions) as Record<string, unknown>[]) {
    const { actor, likelihood, confidence, basis } = said
    if (typeof actor !== 'string' || typeof basis !== 'string') continue
    if (!(String(likelihood) in LIKELIHOODS) || !(String(confidence) in CONFIDENCES)) continue
    return {
      actor,
      basis,
      likelihood: likelihood as Likelihood,
      confidence: confidence as Confidence,
    }
  }
  return undefined
}
