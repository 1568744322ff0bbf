import { useQuery } from '@tanstack/react-query'
import { PERSON_KIND_NAMES } from '../persons/words.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { maskedQuery } from './data.ts'
import { AskedOfUsPanel } from './unmasking-panels.tsx'

type Masked = { token: string; kind: keyof typeof PERSON_KIND_NAMES; original: string }

/** To the sender: whom each pseudonym in its release stands for, and what receivers asked for. */
export function MaskedPanel({ id }: { id: string }) {
  return (
    <>
      <Pseudonyms id={id} />
      <AskedOfUsPanel releaseId={id} />
    </>
  )
}

function Pseudonyms({ id }: { id: string }) {
  const query = useQuery(maskedQuery(id))
  return (
    <Panel
      title="Whom the pseudonyms stand for"
      aside="Shown to your organisation, and of each one to a receiver that was told"
    >
      <Loaded query={query} what="the pseudonyms">
        {({ items }) => (
          <DataTable
            caption="Pseudonyms in this release"
            columns={COLUMNS}
            rows={items}
            rowKey={(one) => one.token}
            empty={<Empty title="None are kept" />}
          />
        )}
      </Loaded>
    </Panel>
  )
}

const COLUMNS: Column<Masked>[] = [
  { key: 'token', head: 'Pseudonym', cell: (one) => <span className="mono">{one.token}</span> },
  { key: 'original', head: 'Stands for', cell: (one) => one.original, sort: (one) => one.original },
  { key: 'kind', head: 'As', cell: (one) => PERSON_KIND_NAMES[one.kind] },
]
