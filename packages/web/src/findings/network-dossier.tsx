import { describeMeetings, type NetworkDocument } from '@tocsin/api'
import { Tabs } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import { EvidenceTable } from './evidence-table.tsx'
import { narrowed, toRange, touchedBy, type Bars, type Touched } from './brush.ts'
import { Explanations } from './explanations.tsx'
import { Note } from '../ui/feedback.tsx'
import { later } from '../ui/later.tsx'
import { When } from '../ui/marks.tsx'
import { MomentsTable } from './moments-table.tsx'
import { MembersOfNetwork } from './network-members.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { countedName, timingName, traceName } from './activity.ts'
import {
  describeFalseFinds,
  describeLeaders,
  describeOrder,
  describeTechniques,
  describeTraces,
} from './words.ts'
import { toNetwork } from './network.ts'
import { PostsPanel } from './posts-panel.tsx'
import { tellPicture, TouchedNote } from './touched-note.tsx'
import { VerdictPanel } from './verdict-panel.tsx'
import { countOf } from '../words/count-of.ts'

// Drawing code is large and only this screen needs it.
const NetworkPicture = later(
  async () => (await import('./network-picture.tsx')).NetworkPicture,
  'the picture',
)
const TimeChart = later(async () => (await import('./time-chart.tsx')).TimeChart, 'the time line')

/** Has the code come that draws, before what it draws is there. */
export function loadDrawing(): void {
  NetworkPicture.load()
  TimeChart.load()
}

/** A network with all that is known of it: the verdict first, then the picture and what it rests on. */
export function NetworkDossier(props: {
  finding: NetworkDocument
  /** Stands beside the verdict. */
  aside?: ReactNode
}) {
  const { finding } = props
  const network = useMemo(() => toNetwork(finding), [finding])
  const [selected, setSelected] = useState<number>()
  const [bars, setBars] = useState<Bars>()
  const touched = useMemo(
    () => (bars ? touchedBy(finding, toRange(finding.timeline, bars)) : undefined),
    [finding, bars],
  )
  const shown = narrowed(finding, touched)
  return (
    <div className="stack">
      <div className="split">
        <VerdictPanel finding={finding} />
        {props.aside}
      </div>
      <div className="split">
        <Panel
          title="Network"
          aside={`${countOf(finding.membersTotal, 'account')}, ${countOf(finding.edgesTotal, 'pair')}`}
        >
          <NetworkPicture
            network={network}
            selected={selected}
            touched={touched}
            saved={{ told: tellPicture(finding), name: finding.id }}
            onSelect={setSelected}
          />
        </Panel>
        <div className="stack">
          <Selected finding={finding} selected={selected} />
          <Panel title="In short">
            <Summary finding={finding} />
          </Panel>
          <Explanations finding={finding} />
          <Caveats caveats={finding.caveats} />
        </div>
      </div>
      <Panel title="Time line">
        <TimeChart timeline={finding.timeline} bars={bars} onBars={setBars} />
        {touched ? <TouchedNote finding={finding} touched={touched} /> : null}
      </Panel>
      <PostsPanel finding={shown} isNarrowed={touched !== undefined} />
      <Details finding={shown} touched={touched} selected={selected} onSelect={setSelected} />
    </div>
  )
}

function Caveats(props: { caveats: readonly string[] }) {
  if (props.caveats.length === 0) return null
  return (
    <Note tone="warn">
      <p>
        <strong>Before you conclude</strong>
      </p>
      {props.caveats.map((caveat) => (
        <p key={caveat}>{caveat}</p>
      ))}
    </Note>
  )
}

function Details(props: {
  finding: NetworkDocument
  touched: Touched | undefined
  selected: number | undefined
  onSelect: (selected: number | undefined) => void
}) {
  const { finding } = props
  return (
    <section className="panel" aria-label="Details">
      <Tabs defaultValue="members" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="members">Members</Tabs.Tab>
          <Tabs.Tab value="evidence">Evidence</Tabs.Tab>
          <Tabs.Tab value="moments">Moments</Tabs.Tab>
          <Tabs.Tab value="parameters">Parameters</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="members" pt="sm">
          <MembersOfNetwork
            finding={finding}
            touched={props.touched}
            selected={props.selected}
            onSelect={props.onSelect}
          />
        </Tabs.Panel>
        <Tabs.Panel value="evidence" pt="sm">
          <EvidenceTable finding={finding} />
        </Tabs.Panel>
        <Tabs.Panel value="moments" pt="sm">
          <MomentsTable finding={finding} />
        </Tabs.Panel>
        <Tabs.Panel value="parameters" pt="sm">
          <Parameters finding={finding} />
        </Tabs.Panel>
      </Tabs>
    </section>
  )
}

function Selected(props: { finding: NetworkDocument; selected: number | undefined }) {
  const member = props.selected === undefined ? undefined : props.finding.members[props.selected]
  if (!member) return null
  return (
    <section className="panel" aria-label="Selected account" aria-live="polite">
      <h2 className="mono">{member.account}</h2>
      <Facts
        rows={[
          ['Acted with', `${countOf(member.degree, 'account')} of the network`],
          ['Posts in step', `${member.matched} of ${member.posts}`],
          ['Score', member.score.toFixed(2)],
          ['First : after others', describeOrder(member)],
        ]}
      />
    </section>
  )
}

function Summary(props: { finding: NetworkDocument }) {
  const { finding } = props
  const told: [string, string | undefined][] = [
    ['Beside chance', describeMeetings(finding)],
    ['By chance', describeFalseFinds(finding)],
    ['Shared in step', describeTraces(finding)],
    ['Order', describeLeaders(finding)],
    ['In DISARM', describeTechniques(finding)],
  ]
  return (
    <Facts
      rows={[
        ['Acted by', traceName(finding.trace)],
        ['Chance', describeChance(finding.q)],
        ...told.flatMap(([name, words]) =>
          words === undefined ? [] : [[name, words] as [string, string]],
        ),
        ['Closeness', `score ${finding.score.toFixed(2)} of 1, which does not say why`],
        ['From', <When key="from" at={finding.started} />],
        ['To', <When key="to" at={finding.ended} />],
        ['Evidence', `${finding.evidenceTotal.toLocaleString('en')} shared things`],
      ]}
    />
  )
}

function describeChance(q: number | null): string {
  if (q === null) return 'not tested'
  return q < 0.0001
    ? 'false-discovery rate below 0.0001'
    : `false-discovery rate ${q.toPrecision(2)}`
}

function Parameters(props: { finding: NetworkDocument }) {
  const { parameters, id } = props.finding
  const { everyScale = false, window } = parameters
  const timing: [string, string][] = everyScale
    ? [
        ['Judged at', timingName(undefined)],
        ['Shown', timingName(window)],
      ]
    : [['Judged', timingName(window)]]
  // Groups of all traces together are cut by how their accounts stand, and no pair needs so many times.
  const least: [string, string][] =
    parameters.trace === 'fused'
      ? []
      : [['At least', `${countOf(parameters.minWeight, 'time')} (${countedName(parameters.mode)})`]]
  return (
    <Facts
      rows={[
        ['Trace', traceName(parameters.trace)],
        ...timing,
        ...least,
        ['Smallest network', countOf(parameters.minMembers, 'account')],
        [
          'Left out',
          parameters.maxAccountsPerObject === null
            ? 'nothing'
            : `things used by more than ${countOf(parameters.maxAccountsPerObject, 'account')}`,
        ],
        ['Seed', String(parameters.seed)],
        [
          'Finding',
          <span key="id" className="mono">
            {id}
          </span>,
        ],
      ]}
    />
  )
}
