import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, Fault, Loaded, Note } from '../ui/feedback.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Page } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { publicFormQuery, publicReportsQuery } from './public-data.ts'
import { PublicPanel } from './public-panel.tsx'

/** What anybody reported with no account: those that wait first, by their time. */
export function PublicReportsScreen() {
  const query = useInfiniteQuery(publicReportsQuery)
  return (
    <Page
      title="Reports of the public"
      intro="What anybody reported with no account. Nothing here is checked, and anybody may have written it: it is evidence of nothing. It stands apart from what offices report, what is found in it of names, numbers and mail addresses is masked until you look, and it is shown to no other organisation. Each must be answered by its time; after it whoever reported and the operators’ overview see that it is late."
      actions={<Link to="/reports">Reports of offices</Link>}
    >
      <Turned />
      <Loaded query={query} what="the reports">
        {({ pages }) => {
          const reports = pages.flatMap((page) => page.items)
          const { open, late } = pages[0]!
          return (
            <div className="stack">
              {open > 0 ? (
                <p>
                  {countOf(open, 'report waits', 'reports wait')} for an answer, {late} of them
                  late.
                </p>
              ) : null}
              {reports.length === 0 ? <Empty title="Nobody reported anything so far" /> : null}
              {reports.map((report) => (
                <PublicPanel key={report.id} report={report} />
              ))}
              <MoreButton query={query} />
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

/** Whether anybody can report now, and where. */
function Turned() {
  const { data: form, error } = useQuery(publicFormQuery)
  if (error) return <Fault error={error} />
  if (form === undefined) return null
  return (
    <Note tone={form ? 'plain' : 'warn'}>
      <p>
        {form ? (
          <>
            The form is open at <a href="/tell">{`${location.origin}/tell`}</a>; reports go to{' '}
            {form.to.name}.
          </>
        ) : (
          'The form is closed: the operator of this exchange has not turned it on (publicReports in config.json), or no hub has an analyst.'
        )}
      </p>
    </Note>
  )
}
