import type { Bulletin } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { PublicFrame } from '../log/public-frame.tsx'
import { KindTag } from '../notices/kind-tag.tsx'
import { NoticeWords } from '../notices/notice-text.tsx'
import { Loaded, Note } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { TlpMark, When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { sayIn, toTextFor } from '../words/language.ts'
import { bulletinQuery } from './data.ts'
import { becameOf, BULLETIN_WORDS } from './words.ts'

/** One notice that is marked CLEAR. */
export function BulletinScreen() {
  const { id } = useParams({ from: '/bulletins/$id' })
  return <PublicFrame>{() => <One id={id} />}</PublicFrame>
}

function One({ id }: { id: string }) {
  const { language } = useSpeech()
  const words = BULLETIN_WORDS[language]
  const query = useQuery(bulletinQuery(id))
  return (
    <Page
      title={query.data ? toTextFor(query.data, language).text.subject : words.title}
      actions={<Link to="/bulletins">{words.all}</Link>}
    >
      <Loaded query={query} what={words.list}>
        {(one) => <Body bulletin={one} />}
      </Loaded>
    </Page>
  )
}

function Body({ bulletin }: { bulletin: Bulletin }) {
  const { language, desk } = useSpeech()
  const words = BULLETIN_WORDS[language]
  const { text, lang } = toTextFor(bulletin, language)
  const others = Object.entries(bulletin.texts).filter(([one]) => one !== lang)
  return (
    <Panel title={desk.said}>
      <div className="stack">
        <Around bulletin={bulletin} />
        <p className="row">
          <TlpMark tlp="clear" />
          <KindTag kind={bulletin.kind} isCorrection={bulletin.corrects !== undefined} />
          <span>
            {bulletin.from} · <When at={bulletin.sentAt} />
          </span>
        </p>
        <NoticeWords text={text} lang={lang} />
        {others.map(([one, other]) => (
          <details key={one}>
            <summary lang={one}>{sayIn(one)}</summary>
            <NoticeWords text={other} lang={one} />
          </details>
        ))}
        <p className="row">
          <a href={`/api/bulletins/entries/${bulletin.id}/cap`}>{words.cap}</a>
          <Link to="/log">{words.entry(bulletin.logIndex)}</Link>
        </p>
      </div>
    </Panel>
  )
}

/** What it corrects or clears, and what corrected or cleared it. */
function Around({ bulletin }: { bulletin: Bulletin }) {
  const words = BULLETIN_WORDS[useSpeech().language]
  return (
    <>
      {(bulletin.correctedBy ?? []).map((one) => (
        <Note key={one.id} tone="warn">
          <p>
            <Link to="/bulletins/$id" params={{ id: one.id }}>
              {becameOf(one, words)}
            </Link>{' '}
            · <When at={one.at} />
          </p>
        </Note>
      ))}
      {bulletin.corrects ? (
        <Note>
          <p>
            <Link to="/bulletins/$id" params={{ id: bulletin.corrects }}>
              {words.earlier}
            </Link>
          </p>
        </Note>
      ) : null}
    </>
  )
}
