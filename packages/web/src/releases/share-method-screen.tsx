import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { MethodFacts } from '../findings/method-facts.tsx'
import { methodQuery } from '../findings/data.ts'
import { Loaded } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { ReleaseComposer } from './release-composer.tsx'

/** Releases how a file was looked through: the set-up alone, nothing of the file or of what was found. */
export function ShareMethodScreen() {
  const { id } = useParams({ from: '/desk/runs/$id/method' })
  const query = useQuery(methodQuery(id))
  return (
    <Page
      title="Release a method"
      intro="How a file was looked through, so that others look in theirs. Nothing of the file or of what was found goes along."
    >
      <Loaded query={query} what="the method">
        {({ method, objects, dropped }) => (
          <div className="stack">
            <Panel title="The method">
              <MethodFacts method={method} />
            </Panel>
            <ReleaseComposer
              source={{
                key: `method/${id}`,
                title: 'A method to look for coordination',
                objects,
                dropped,
                origin: {},
              }}
              complete="Nothing of the set-up is left out."
            />
          </div>
        )}
      </Loaded>
    </Page>
  )
}
