import type { MessageReview, Release, TearLine, Tlp } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { messageQuery } from '../messages/data.ts'
import { EarlierNote } from '../messages/earlier-note.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { levelsUpTo } from '../words/tlp.ts'
import { releaseObjectsQuery, releaseQuery, useProposeTearLine } from './data.ts'
import { ReleaseComposer } from './release-composer.tsx'
import { type Chosen, chosenBy, toChoice } from './tear-choice.ts'
import { RemainingNote } from './remaining-note.tsx'
import { SourceWordsNote } from './source-words.tsx'
import { TornParts } from './torn-parts.tsx'

/** From a release to its lower version, in one screen: what is cut beside what remains, then terms, receivers and review. */
export function TearLineScreen() {
  const { id } = useParams({ from: '/desk/releases/$id/tear-line' })
  const release = useQuery(releaseQuery(id))
  const objects = useQuery(releaseObjectsQuery(id))
  return (
    <Page
      title="Tear-line"
      intro="A lower version of a release of yours, by the markings of its parts. Nothing leaves before you have seen who receives it."
    >
      <Loaded query={release} what="the release">
        {(source) => (
          <Loaded query={objects} what="its objects">
            {(bundle) => <Anew release={source} source={bundle.objects} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

type Props = { release: Release; source: readonly unknown[] }

/** Where one that a second person returned, or that timed out, is submitted anew: with its title and terms. */
function Anew(props: Props) {
  const { revises } = useSearch({ from: '/desk/releases/$id/tear-line' })
  const earlier = useQuery({ ...messageQuery(revises ?? ''), enabled: revises !== undefined })
  if (revises === undefined) return <Body {...props} />
  return (
    <Loaded query={earlier} what="what was submitted before">
      {(review) => <Body {...props} earlier={review} />}
    </Loaded>
  )
}

function Body({ release, source, earlier }: Props & { earlier?: MessageReview }) {
  const { summary } = release
  const levels = levelsUpTo(summary.terms.tlp).slice(0, -1)
  const proposal = useProposal(summary.id, levels.at(-1)?.value ?? 'clear')
  const { propose, tlp, setTlp, chosen, shown, isStale, ask, change } = proposal
  return (
    <div className="stack">
      {earlier ? <EarlierNote earlier={earlier} /> : null}
      <Panel title="What goes lower" aside={summary.title}>
        <div className="stack">
          <Level
            levels={levels}
            tlp={tlp}
            onChange={(level) => {
              setTlp(level)
              change(undefined)
            }}
          />
          {shown && chosen ? (
            <TornParts tearLine={shown} source={source} chosen={chosen} onChange={change} />
          ) : null}
          <Fault error={propose.error} />
          <div className="row">
            <BusyButton busy={propose.isPending} onClick={() => ask()}>
              {shown && chosen ? 'Propose it anew' : 'Propose by the markings'}
            </BusyButton>
          </div>
          {shown && !isStale ? (
            <Found
              tearLine={shown}
              source={source}
              busy={propose.isPending}
              onLet={() => ask(shown.remainingSha256)}
            />
          ) : null}
        </div>
      </Panel>
      {shown && !isStale ? (
        <Sending tearLine={shown} title={summary.title} earlier={earlier} />
      ) : null}
      {shown && isStale ? <Stale hasChosen={chosen !== undefined} /> : null}
    </div>
  )
}

/** What is proposed of a release, and what was chosen since. */
function useProposal(id: string, level: Tlp) {
  const propose = useProposeTearLine(id)
  const [tlp, setTlp] = useState<Tlp>(level)
  const [chosen, setChosen] = useState<Chosen>()
  /** The proposal that what is chosen now was made of; gone with any change. */
  const [shown, setShown] = useState<TearLine>()
  const [isStale, setStale] = useState(false)
  const ask = (lets?: string) =>
    propose.mutate(
      { tlp, ...(chosen ? { chosen: toChoice(chosen) } : {}), ...(lets ? { lets } : {}) },
      {
        onSuccess: (made) => {
          setShown(made)
          setTlp(made.tlp)
          setChosen(chosen ?? chosenBy(made.parts))
          setStale(false)
        },
      },
    )
  const change = (next: Chosen | undefined) => {
    setChosen(next)
    setStale(true)
  }
  return { propose, tlp, setTlp, chosen, shown, isStale, ask, change }
}

type LevelProps = {
  levels: ReturnType<typeof levelsUpTo>
  tlp: Tlp
  onChange: (level: Tlp) => void
}

/** What may go under one marking nobody let go under another: a change of it undoes the choice. */
function Level({ levels, tlp, onChange }: LevelProps) {
  return (
    <NativeSelect
      label="Marking of the lower version"
      value={tlp}
      onChange={(event) => onChange(event.currentTarget.value as Tlp)}
      data={levels.map(({ value, label, meaning }) => ({ value, label: `${label}: ${meaning}` }))}
    />
  )
}

/** What was found in what remains. */
function Found(props: Parameters<typeof RemainingNote>[0]) {
  return (
    <>
      <SourceWordsNote tearLine={props.tearLine} />
      <RemainingNote {...props} />
    </>
  )
}

function Stale({ hasChosen }: { hasChosen: boolean }) {
  return (
    <Note>
      <p>
        {hasChosen
          ? 'You changed what goes: propose it anew to see what remains and to go on.'
          : 'Under another marking it is proposed by the markings first: choose then again what else goes and what is cut.'}
      </p>
    </Note>
  )
}

type SendingProps = { tearLine: TearLine; title: string; earlier: MessageReview | undefined }

function Sending({ tearLine, title, earlier }: SendingProps) {
  const { id, firstSeenAt, firstSeenBy, objects, commitment, settled } = tearLine
  if (objects.length === 0)
    return (
      <Note tone="warn">
        <p>Nothing remains under this marking: choose what goes.</p>
      </Note>
    )
  if (!settled) return null
  return (
    <>
      <Note>
        <p>
          First seen <When at={firstSeenAt} /> (
          {firstSeenBy === 'release' ? 'when it was released' : <code>{firstSeenBy}</code>}); how
          long it took stands on the page of the lower version. It is tied to its source by{' '}
          <span className="mono wrapped">{commitment}</span>, which shows nothing of it.
        </p>
      </Note>
      <ReleaseComposer
        key={id}
        source={{
          key: `tear-line/${id}`,
          title: earlier?.summary.title ?? title,
          objects,
          dropped: [],
          origin: { tearLine: id },
          ...(earlier ? { revises: earlier.summary.id, terms: earlier.draft.terms } : {}),
        }}
        complete="What was cut stands above. Title and terms go as they are: words in them that may tell of sources or methods, or were cut, are named when you look who would receive it."
      />
    </>
  )
}
