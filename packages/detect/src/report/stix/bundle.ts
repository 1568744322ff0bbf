/** All networks of a run as one STIX 2.1 bundle, for whoever has no exchange. */
import { newId, toTimestamp } from '@tocsin/stix'
import type { DetectionResult } from '../../coordination/network-finding.ts'
import { standingNetworks } from '../outline.ts'
import { toObjects, type Maker, type StixObject } from './network-to-stix.ts'

export type BundleFacts = {
  /** The STIX identity of who found it; null names nobody. */
  readonly identity: StixObject | null
  readonly at: Date
  readonly platform: string | null
  /** The run's rate of false finds. */
  readonly rate?: number
}

/** `dropped` says what of the findings the bundle lacks. What chance explains is left out; an object stands once. */
export function toStixBundle(
  { findings }: Pick<DetectionResult, 'findings'>,
  { identity, at, platform, rate }: BundleFacts,
): { bundle: StixObject; dropped: string[] } {
  const { networks, chance } = standingNetworks(findings, rate)
  const by = toMaker(identity, at)
  const objects = new Map<string, StixObject>(identity ? [[identity.id, identity]] : [])
  const dropped = new Set<string>(identity ? [] : ['who found it: no identity was given'])
  for (const finding of networks) {
    const draft = toObjects(finding, { title: finding.summary.slice(0, 300), by, at, platform })
    for (const object of draft.objects) objects.set(object.id, object)
    for (const words of draft.dropped)
      dropped.add(/^(the )?\d/.test(words) ? `of ${finding.network}: ${words}` : words)
  }
  if (chance > 0) dropped.add(`${chance} networks that chance explains`)
  // STIX knows no empty list.
  const content = objects.size > 0 ? { objects: [...objects.values()] } : {}
  const bundle = { type: 'bundle', id: newId('bundle'), ...content }
  return { bundle, dropped: [...dropped] }
}

/** Without an identity the techniques get ids of this bundle alone. */
function toMaker(identity: StixObject | null, at: Date): Maker {
  if (identity === null) return { space: newId('bundle'), since: toTimestamp(at) }
  return {
    ref: identity.id,
    space: identity.id.slice('identity--'.length),
    since: String(identity['created']),
  }
}
