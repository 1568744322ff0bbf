import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { lineageQuery } from './data.ts'
import { MomentForm } from './moment-form.tsx'
import { NamingPanel } from './naming-panel.tsx'
import { SeasonItem } from './season-item.tsx'
import { LINEAGE_WORDS } from './words.ts'

/** One operation over its seasons, now or as it stood at an instant. */
export function LineageScreen() {
  const { id } = useParams({ from: '/desk/findings/$id/lineage' })
  const { at } = useSearch({ from: '/desk/findings/$id/lineage' })
  const go = useNavigate({ from: '/findings/$id/lineage' })
  const { language } = useSpeech()
  const words = LINEAGE_WORDS[language]
  const query = useQuery(lineageQuery(id, at))
  return (
    <Page
      title={words.title}
      intro={words.intro}
      actions={
        <Link to="/findings/$id" params={{ id }}>
          {words.back}
        </Link>
      }
    >
      <Loaded query={query} what={words.title}>
        {(lineage) => {
          const { seasons, later, beyond, isPart, to } = lineage
          return (
            <div className="stack">
              <Panel>
                <MomentForm
                  key={lineage.at ?? 'now'}
                  at={lineage.at}
                  last={to}
                  onAt={(wanted) => void go({ search: wanted ? { at: wanted } : {} })}
                />
                <output>
                  {words.seasons(seasons.length)}. {later > 0 ? words.later(later) : null}{' '}
                  {beyond > 0 ? words.beyond(beyond) : null} {isPart ? words.part : null}
                </output>
                {seasons.length === 1 && later === 0 ? <p className="soft">{words.only}</p> : null}
              </Panel>
              {seasons.length === 0 ? <Empty title={words.nothingYet} /> : null}
              {seasons.map((season) => (
                <SeasonItem key={season.id} season={season} />
              ))}
              {seasons.length > 0 ? <NamingPanel lineage={lineage} /> : null}
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}
