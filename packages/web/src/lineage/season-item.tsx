import type { Season } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { LINEAGE_WORDS } from './words.ts'

/** One network as it stood: when, how large, beside those before it, what was made of it, techniques named of it. */
export function SeasonItem({ season }: { season: Season }) {
  const { language } = useSpeech()
  const words = LINEAGE_WORDS[language]
  const { accounts, held, beside, besideFirst, said } = season
  return (
    <Panel>
      <div className="panel-head">
        <h2>
          <Link to="/findings/$id" params={{ id: season.id }}>
            {season.headline}
          </Link>
        </h2>
        <div className="soft small">{season.fileName}</div>
      </div>
      <p>
        {words.found} <When at={season.foundAt} />. {words.acted} <When at={season.firstAt} /> –{' '}
        <When at={season.lastAt} />.{' '}
        {accounts === undefined ? null : (
          <>
            {words.accounts(accounts)}
            {held < accounts ? ` (${words.held(held)})` : ''}.
          </>
        )}
      </p>
      {beside ? (
        <p>
          {words.beside(beside.common, beside.came, beside.went)}
          {besideFirst ? `; ${words.besideFirst(besideFirst.common)}` : ''}.
        </p>
      ) : null}
      <p>
        {said ? (
          <>
            <Tag>{words.states[said.state]}</Tag>{' '}
            <span className="soft small">
              {words.by(said.by)}, <When at={said.at} />
            </span>
          </>
        ) : (
          <span className="soft">{words.nobody}</span>
        )}
      </p>
      {said?.note ? <p className="prose">{said.note}</p> : null}
      <Techniques season={season} />
    </Panel>
  )
}

function Techniques({ season: { techniques } }: { season: Season }) {
  const { language } = useSpeech()
  const words = LINEAGE_WORDS[language]
  if (techniques.length === 0) return <p className="soft">{words.noTechnique}</p>
  return (
    <>
      <h3>{words.techniques}</h3>
      <ul>
        {techniques.map(({ id, code, name, confidence, by, at }) => (
          <li key={id}>
            <Link to="/knowledge/$id" params={{ id }}>
              {code === undefined ? name : `${code} ${name}`}
            </Link>{' '}
            <Tag>{words.confidences[confidence]}</Tag>{' '}
            <span className="soft small">
              {words.by(by)}, <When at={at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
