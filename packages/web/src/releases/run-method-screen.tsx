import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { MethodFacts } from '../findings/method-facts.tsx'
import { readMethod } from '../findings/method.ts'
import { NewRun } from '../findings/new-run.tsx'
import { Empty, Loaded, Note } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { releaseObjectsQuery } from './data.ts'

/** Runs a method that was received on activity of one's own. */
export function RunMethodScreen() {
  const { id } = useParams({ from: '/desk/releases/$id/method' })
  const query = useQuery(releaseObjectsQuery(id))
  return (
    <Page
      title="Run a method"
      intro="On a file of your own, on this exchange. What it finds is your organisation’s own."
      actions={
        <Link to="/releases/$id" params={{ id }}>
          To the release
        </Link>
      }
    >
      <Loaded query={query} what="the method">
        {({ objects }) => {
          const method = readMethod(objects)
          if (method === undefined || method === 'unknown')
            return <Empty title="This release carries no method that can be run here" />
          return (
            <div className="stack">
              <Panel title="The method">
                <MethodFacts method={method} />
              </Panel>
              <Panel title="Look in an activity export">
                <div className="stack">
                  <Note>
                    <p>
                      Nothing comes back to whoever gave the method: neither that you ran it, nor
                      what it found. The public log says, as of any run, that one was started, and
                      not by whom. What you say of it you say yourself, by a{' '}
                      <Link to="/releases/$id" params={{ id }}>
                        reply
                      </Link>{' '}
                      or a release. Findings stand under <Link to="/findings">Findings</Link>.
                    </p>
                  </Note>
                  <NewRun method={method} />
                </div>
              </Panel>
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}
