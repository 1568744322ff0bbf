import { useQuery } from '@tanstack/react-query'
import { Loaded, Note } from '../ui/feedback.tsx'
import { Page } from '../ui/page.tsx'
import { firstRunQuery } from './data.ts'
import { FirstRunList } from './first-run-list.tsx'

const INTRO =
  'Each is worked out from what is so now, but for the two that a person states. Whether an exchange is well run no list can say.'

/** All that has to be so before the exchange can be relied on, done or not. */
export function FirstRunScreen() {
  const query = useQuery(firstRunQuery)
  return (
    <Page title="Before this exchange can be relied on" intro={INTRO}>
      <Loaded query={query} what="the list">
        {({ exercise, items }) => (
          <div className="stack">
            {exercise ? <Note>This is a drill: nothing of it has to be done here.</Note> : null}
            <FirstRunList items={items} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}
