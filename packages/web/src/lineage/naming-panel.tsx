import type { Lineage } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { LINEAGE_WORDS } from './words.ts'

/** Releases, notices and cases that named it by then, as far as the reader sees them. */
export function NamingPanel({ lineage }: { lineage: Lineage }) {
  const { language } = useSpeech()
  const words = LINEAGE_WORDS[language]
  const { releases, notices, cases, withheld, unlisted } = lineage
  const isNothing = releases.length + notices.length + cases.length + withheld === 0
  return (
    <Panel title={words.naming}>
      {isNothing ? <p className="soft">{words.nothingNames}</p> : null}
      <ul>
        {releases.map(({ id, title, releasedAt, recalledAt }) => (
          <li key={id}>
            <Tag>{words.release}</Tag>{' '}
            <Link to="/releases/$id" params={{ id }}>
              {title}
            </Link>{' '}
            <When at={releasedAt} />
            {recalledAt ? (
              <>
                , {words.takenBack} <When at={recalledAt} />
              </>
            ) : null}
          </li>
        ))}
        {notices.map(({ id, title, sentAt }) => (
          <li key={id}>
            <Tag>{words.notice}</Tag>{' '}
            <Link to="/notices/$id" params={{ id }}>
              {title}
            </Link>{' '}
            <When at={sentAt} />
          </li>
        ))}
        {cases.map(({ id, title, about }) => (
          <li key={id}>
            <Tag>{words.case}</Tag>{' '}
            <Link to="/cases/$id" params={{ id }}>
              {title}
            </Link>{' '}
            <span className="soft small">{about}</span>
          </li>
        ))}
      </ul>
      {cases.length > 0 ? <p className="soft small">{words.byDay}</p> : null}
      {withheld > 0 ? <p className="soft">{words.withheld(withheld)}</p> : null}
      {unlisted > 0 ? <p className="soft">{words.unlisted(unlisted)}</p> : null}
    </Panel>
  )
}
