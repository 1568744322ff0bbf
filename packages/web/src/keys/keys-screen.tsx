import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { sessionQuery } from '../session/data.ts'
import { mayAct } from '../session/desks.ts'
import { keysQuery, useRevokeKey } from './data.ts'
import { KeysTable } from './keys-table.tsx'
import { NewKey } from './new-key.tsx'

export function KeysScreen() {
  const query = useQuery(keysQuery)
  const revoke = useRevokeKey()
  const { data: session } = useSuspenseQuery(sessionQuery)
  const acts = mayAct(session.person)
  return (
    <Page
      title="API keys"
      intro="For machines of your organisation: a TAXII client, a script. A key is shown once and kept only as a hash."
    >
      <div className="stack">
        {acts ? (
          <Panel title="New key">
            <NewKey />
          </Panel>
        ) : null}
        <Panel title="Keys">
          <Fault error={revoke.error} />
          <Loaded query={query} what="keys">
            {(data) => (
              <KeysTable
                caption="API keys of your organisation"
                keys={data.items}
                onRevoke={acts ? (key) => revoke.mutate(key.id) : undefined}
              />
            )}
          </Loaded>
        </Panel>
      </div>
    </Page>
  )
}
