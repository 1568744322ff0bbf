import type { Matching } from '@tocsin/api'
import { When } from '../ui/marks.tsx'
import { Facts } from '../ui/page.tsx'
import { countWords, KIND_NAMES, LANE_NAMES, learnsWords } from './words.ts'

/** What was proposed or agreed: all of it, before anybody accepts. */
export function TermsFacts({ matching }: { matching: Matching }) {
  const { asker, holder, terms } = matching
  const { kinds, platform } = terms
  const names = kinds.map((kind) => KIND_NAMES[kind]).join(', ')
  return (
    <Facts
      rows={[
        ['Asks', asker.name],
        ['Holds the list that is asked', holder.name],
        ['Who learns', learnsWords(terms.learns, { asker: asker.name, holder: holder.name })],
        ['Kinds', platform === '' ? names : `${names}, of ${platform}`],
        ['How', LANE_NAMES[terms.lane]],
        [
          'Lists are padded to',
          `${countWords(terms.askerSize)} (asks) and ${countWords(terms.holderSize)} (holds)`,
        ],
        [
          'Budget of each kind and epoch',
          `${countWords(terms.queries)} questions, padding counted; ${countWords(terms.rounds)} rounds; at least ${terms.floorBits} bits of guesswork left`,
        ],
        ['An epoch', terms.epochDays === 1 ? '1 day' : `${terms.epochDays} days`],
        ['Until', <When at={terms.until} key="until" />],
        ['Purpose', terms.purpose],
        ['Proposed by', matching.proposedBy.name],
        ...(matching.ownPerson === undefined
          ? []
          : [['For your organisation', matching.ownPerson] as [string, string]]),
      ]}
    />
  )
}
