import type { FindingDocument } from '@tocsin/api'
import { lookalikeToStix, networkToStix, type DraftFacts, type StixDraft } from '@tocsin/detect'

/** A finding as STIX 2.1, by its kind; `dropped` says what is not carried over. */
export function toStix(finding: FindingDocument, facts: DraftFacts): StixDraft {
  switch (finding.kind) {
    case 'network':
      return networkToStix(finding, facts)
    case 'lookalike':
      return lookalikeToStix(finding, facts)
  }
}
