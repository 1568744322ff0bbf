import type { Bulletin } from '@tocsin/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PublicFrame } from '../log/public-frame.tsx'
import { KindTag } from '../notices/kind-tag.tsx'
import { Empty, Loaded, Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { toTextFor } from '../words/language.ts'
import { bulletinsQuery, frontQuery } from './data.ts'
import { becameOf, BULLETIN_WORDS, type BulletinWords } from './words.ts'

/** Notices that are marked CLEAR, for anybody. */
export function BulletinsScreen() {
  return <PublicFrame>{() => <Bulletins />}</PublicFrame>
}

function Bulletins() {
  const words = BULLETIN_WORDS[useSpeech().language]
  const query = useInfiniteQuery(bulletinsQuery)
  return (
    <Page title={words.title} intro={words.intro}>
      <Panel title={words.list} aside={<a href="/api/bulletins/feed">{words.feed}</a>}>
        <Loaded query={query} what={words.list}>
          {(data) => {
            const items = itemsOf(data, (one) => one.id)
            return items.length === 0 ? (
              <Empty title={words.none} />
            ) : (
              <ul className="cards">
                {items.map((one) => (
                  <li key={one.id}>
                    <Card bulletin={one} />
                  </li>
                ))}
              </ul>
            )
          }}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
      <Tell words={words} />
    </Page>
  )
}

/** Where somebody reports what they saw themselves; nothing while that is not known. */
function Tell({ words }: { words: BulletinWords }) {
  const { data } = useQuery(frontQuery)
  if (!data) return null
  return (
    <p>
      {words.saw} {data.reportsTo ? <a href="/tell">{words.tell}</a> : words.noTell}
    </p>
  )
}

function Card({ bulletin }: { bulletin: Bulletin }) {
  const { language } = useSpeech()
  const words = BULLETIN_WORDS[language]
  const { text, lang } = toTextFor(bulletin, language)
  return (
    <Link to="/bulletins/$id" params={{ id: bulletin.id }} className="card">
      <span className="row">
        <KindTag kind={bulletin.kind} isCorrection={bulletin.corrects !== undefined} />
        {(bulletin.correctedBy ?? []).map((one) => (
          <Tag key={one.id} tone="warn">
            {becameOf(one, words)}
          </Tag>
        ))}
      </span>
      <h2 lang={lang}>{text.subject}</h2>
      <p className="soft small">
        {bulletin.from} · <When at={bulletin.sentAt} />
      </p>
    </Link>
  )
}
