import type { Release } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { saveText } from '../ui/save.ts'
import { Empty, Loaded, Tag } from '../ui/feedback.tsx'
import { Fold } from '../ui/fold.tsx'
import { later } from '../ui/later.tsx'
import { Panel } from '../ui/page.tsx'
import { PAP_LEVELS, TLP_LEVELS } from '../words/tlp.ts'
import { releaseObjectsQuery } from './data.ts'
import { AccountsPanel, IndicatorsPanel, NotesPanel, ThingsPanel } from './dossier-lists.tsx'
import { toDossier, type Dossier } from './dossier.ts'
import { MethodPanel } from './method-panel.tsx'
import { OwnMatchPanel } from './own-match-panel.tsx'
import { ObjectsTable } from './objects-table.tsx'
import { SightedPanel } from './sighted-panel.tsx'
import { countOf } from '../words/count-of.ts'

// Drawing code is large and only networks need it.
const NetworkPicture = later(
  async () => (await import('../findings/network-picture.tsx')).NetworkPicture,
  'the picture',
)

/** A release read as what it is: what, how sure, by which evidence, what to do; the STIX objects below a fold. */
export function ReceivedDossier(props: { release: Release }) {
  const { id, recalledAt } = props.release.summary
  if (recalledAt)
    return (
      <Panel title="What was shared">
        <Empty title="Withheld">
          The release was taken back, so its objects are no longer shown.
        </Empty>
      </Panel>
    )
  return <Fetched key={id} release={props.release} />
}

function Fetched({ release }: { release: Release }) {
  const query = useQuery(releaseObjectsQuery(release.summary.id))
  return (
    <Loaded query={query} what="what was shared">
      {({ objects }) => <Told release={release} objects={objects} />}
    </Loaded>
  )
}

function Told({ release, objects }: { release: Release; objects: unknown[] }) {
  const dossier = useMemo(
    () => toDossier(objects, release.summary.id),
    [objects, release.summary.id],
  )
  const { summary } = release
  return (
    <>
      <HeadPanel release={release} dossier={dossier} />
      <MethodPanel id={summary.id} objects={objects} />
      <IndicatorsPanel indicators={dossier.indicators} />
      <ThingsPanel things={dossier.things} />
      <NotesPanel notes={dossier.notes} />
      <GraphPanel dossier={dossier} />
      <SightedPanel sighted={dossier.sighted} />
      <AccountsPanel accounts={dossier.accounts} />
      <OwnMatchPanel accounts={dossier.accounts} />
      <section className="panel" aria-label="STIX objects">
        <Fold summary={`STIX 2.1 objects (${objects.length})`}>
          <div className="stack spaced">
            <div>
              <button
                type="button"
                className="link"
                onClick={() =>
                  saveText(`release-${summary.logIndex}.stix.json`, bundleText(summary.id, objects))
                }
              >
                Save as a STIX bundle
              </button>
            </div>
            <ObjectsTable objects={objects} />
          </div>
        </Fold>
      </section>
    </>
  )
}

function bundleText(id: string, objects: unknown[]): string {
  return `${JSON.stringify({ type: 'bundle', id: `bundle--${id}`, objects }, undefined, 2)}\n`
}

/** Of the sender's word on how it stands: red is suspicion that stands, amber is doubt, and nothing is green. */
function toneOf(verdict: string): 'bad' | 'warn' | 'plain' {
  if (/^stands/i.test(verdict)) return 'bad'
  return /^(innocently )?explained|^chance/i.test(verdict) ? 'plain' : 'warn'
}

function HeadPanel({ release, dossier }: { release: Release; dossier: Dossier }) {
  const { terms, from } = release.summary
  const { subjects, verdict, advice, techniques, rest } = dossier
  const tlp = TLP_LEVELS.find(({ value }) => value === terms.tlp)?.meaning
  const pap = PAP_LEVELS.find(({ value }) => value === terms.pap)?.meaning
  return (
    <Panel title="What was shared" aside={describeCounts(dossier)}>
      <div className="stack">
        {verdict === undefined ? null : (
          <p className="row">
            <Tag tone={toneOf(verdict)}>{verdict}</Tag>
            <span className="soft small">by the word of {from.name}</span>
          </p>
        )}
        {subjects.map(({ id, title, words, confidence }) => (
          <div key={id}>
            <h3>{title}</h3>
            {words && words !== title ? <p className="prose">{words}</p> : null}
            {confidence === undefined ? null : (
              <p className="soft small">
                {from.name} is sure to {confidence} of 100.
              </p>
            )}
          </div>
        ))}
        {techniques.length > 0 ? (
          <p>
            Looks like:{' '}
            {techniques.map(({ value, words }) => [value, ...words].join(', ')).join('; ')}.
          </p>
        ) : null}
        <div>
          <h3>What to do</h3>
          {advice.length > 0 ? (
            <ul className="reasons">
              {advice.map(({ id, value, words }) => (
                <li key={id}>
                  <strong>{value}</strong> {words.join(' ')}
                </li>
              ))}
            </ul>
          ) : (
            <NoAdvice release={release} />
          )}
          <p className="soft small">
            You may tell: {tlp}. You may do: {pap}.
          </p>
        </div>
        {rest.length > 0 ? (
          <p className="soft small">
            Not shown here, but among the STIX objects below:{' '}
            {rest.map(([type, count]) => `${count} ${type}`).join(', ')}.
          </p>
        ) : null}
      </div>
    </Panel>
  )
}

/** Of a part of a statement where its advice stands; of anything else that there is none. */
function NoAdvice({ release: { summary, statement } }: { release: Release }) {
  const { part, from, id } = summary
  if (part?.kind === 'advice') return <p>What {from.name} advises stands below, as it wrote it.</p>
  const advice = statement?.parts.findLast((one) => one.kind === 'advice' && !one.ended)
  if (part && advice && advice.releaseId !== id)
    return (
      <p>
        {from.name} advises in a part of its own:{' '}
        <Link to="/releases/$id" params={{ id: advice.releaseId }}>
          Advice
        </Link>
        .
      </p>
    )
  return (
    <p>
      {part
        ? `This part holds no advice of ${from.name}.`
        : `${from.name} gives no advice with it.`}
    </p>
  )
}

function describeCounts({ indicators, accounts, pairs, things }: Dossier): string {
  const counts: [number, string, string][] = [
    [indicators.length, 'indicator', 'indicators'],
    [accounts.length, 'account', 'accounts'],
    [pairs.length, 'pair', 'pairs'],
    [things.length, 'thing', 'things'],
  ]
  return counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => countOf(count, one, many))
    .join(', ')
}

function GraphPanel({ dossier }: { dossier: Dossier }) {
  const [selected, setSelected] = useState<number>()
  const network = useMemo(() => {
    const degrees = new Uint32Array(dossier.accounts.length)
    for (const { a, b } of dossier.pairs) {
      degrees[a]!++
      degrees[b]!++
    }
    return {
      accounts: dossier.accounts.map(({ login }) => login),
      degrees,
      sources: Uint32Array.from(dossier.pairs, ({ a }) => a),
      targets: Uint32Array.from(dossier.pairs, ({ b }) => b),
      weights: Float32Array.from(dossier.pairs, ({ weight }) => weight),
      places: Uint32Array.from(dossier.pairs.keys()),
    }
  }, [dossier])
  if (dossier.pairs.length === 0) return null
  return (
    <Panel title="Network" aside="as far as its pairs were shared">
      <NetworkPicture network={network} selected={selected} onSelect={setSelected} />
    </Panel>
  )
}
