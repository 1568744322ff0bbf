import type { PaperContent } from '@tocsin/api'
import { KeepAs } from '../papers/keep-as.tsx'
import { KeptList } from '../papers/kept-list.tsx'
import type { PickedOffice } from './targets.ts'

/** Lists of places that the member keeps: added whole, or kept of what is chosen now. */
export function SavedPlaces(props: {
  content: PaperContent
  onAdd: (offices: PickedOffice[]) => void
}) {
  return (
    <div className="stack">
      <KeptList
        kind="places"
        one="list of places"
        several="lists of places"
        act="Add all of it"
        onOpen={({ content }) => props.onAdd(content.picked)}
      />
      <div>
        <KeepAs
          kind="places"
          label="Keep these places as a list"
          disabled={props.content.picked.length === 0}
          content={props.content}
        />
      </div>
    </div>
  )
}
