import type { Charter, CharterSheet, CharterVersion } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Note, Said } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { CasesPanel, ChangesPanel, hasNoFault } from './changes-panel.tsx'
import { byName, CHARTER_STATE_NAMES, CharterFacts } from './charter-facts.tsx'
import { charterQuery, sheetQuery, useAdoptCharter, useRefuseCharter } from './data.ts'

/** One version of a charter: what it says, and while it waits who gains or loses what. */
export function CharterVersionScreen() {
  const { id, number } = useParams({ from: '/desk/groups/$id/charter/$number' })
  const query = useQuery(sheetQuery(id, number))
  const charter = useQuery(charterQuery(id))
  const group = charter.data?.group.name
  return (
    <Page
      title={group ? `Version ${number} of the charter of ${group}` : `Version ${number}`}
      actions={
        <Link to="/groups/$id/charter" params={{ id }}>
          All versions
        </Link>
      }
    >
      <Loaded query={query} what="this version">
        {(sheet) => <Body id={id} sheet={sheet} charter={charter.data} />}
      </Loaded>
    </Page>
  )
}

type Props = { id: string; sheet: CharterSheet; mayTakePart: boolean }

function Body(props: { id: string; sheet: CharterSheet; charter: Charter | undefined }) {
  const { id, sheet, charter } = props
  const { version, text, check } = sheet
  const before = charter?.versions.find(({ number }) => number === check?.comparedWith)
  return (
    <div className="stack">
      <Panel title="State">
        <State sheet={sheet} />
      </Panel>
      <Panel title="What it says">
        <div className="stack">
          <CharterFacts
            terms={version.terms}
            byText={version.byText}
            keyHolders={sheet.keyHolders}
          />
          {before ? <Changed before={before} after={version} /> : null}
        </div>
      </Panel>
      {check ? <ChangesPanel check={check} /> : null}
      {check ? <CasesPanel check={check} /> : null}
      <Panel title="Text" aside="Cedar">
        <pre className="charter-text mono">{text}</pre>
      </Panel>
      <Decision id={id} sheet={sheet} mayTakePart={charter?.mayTakePart ?? false} />
    </div>
  )
}

/** Fields that differ, by which nobody gains or loses what may be shared. */
function Changed({ before, after }: { before: CharterVersion; after: CharterVersion }) {
  const fields = [
    ['its words', 'charter'],
    ['the legal basis', 'legalBasis'],
    ['the key holders', 'keyHolders'],
    ['other markings', 'markings'],
  ] as const
  const changed = fields
    .filter(([, name]) => JSON.stringify(before.terms[name]) !== JSON.stringify(after.terms[name]))
    .map(([words]) => words)
  if (changed.length === 0) return null
  return (
    <Note tone="warn">
      <p>
        Other than in version {before.number}, beside who gains or loses what: {changed.join(', ')}.
      </p>
    </Note>
  )
}

function State({ sheet: { version } }: { sheet: CharterSheet }) {
  const { number, state, proposedAt, proposedBy, settledAt, settledBy, reason, sha256 } = version
  return (
    <Facts
      rows={[
        ['State', CHARTER_STATE_NAMES[state]],
        [
          number === 1 ? 'Founded' : 'Proposed',
          <span key="proposed">
            <When at={proposedAt} seconds /> by {byName(proposedBy)}
          </span>,
        ],
        ...(settledAt
          ? ([
              [
                'Settled',
                <span key="settled">
                  <When at={settledAt} seconds /> by {byName(settledBy)}
                </span>,
              ],
            ] as [string, ReactNode][])
          : []),
        ...(reason ? ([['Reason', reason]] as [string, ReactNode][]) : []),
        ...(state === 'adopted' || state === 'proposed'
          ? ([
              [
                state === 'adopted' ? 'In force from' : 'In force, once adopted, from',
                <When key="from" at={version.inForceFrom} seconds />,
              ],
            ] as [string, ReactNode][])
          : []),
        ...(sha256
          ? ([
              [
                'SHA-256',
                <span key="hash" className="mono">
                  {sha256}
                </span>,
              ],
            ] as [string, ReactNode][])
          : []),
      ]}
    />
  )
}

function Decision({ id, sheet, mayTakePart }: Props) {
  const { version } = sheet
  // What somebody settles here takes the focus of the button that goes with it.
  const [waited] = useState(version.state === 'proposed')
  if (version.state !== 'proposed')
    return waited ? (
      <Said takesFocus>
        Version {version.number} is {CHARTER_STATE_NAMES[version.state]}.
      </Said>
    ) : null
  if (!mayTakePart)
    return (
      <Note>
        <p>
          It waits for a second person: an operator of the exchange, or a person of a member of the
          group with the role second reviewer.
        </p>
      </Note>
    )
  return <Decide id={id} sheet={sheet} />
}

const BOTH_SIDES =
  'An operator, and a second reviewer of another organisation that belongs to the group, stand behind a version, in either order; two operators do only while no organisation but theirs belongs to it.'

function Decide({ id, sheet }: { id: string; sheet: CharterSheet }) {
  const { version, isOwn, check, seen } = sheet
  const { number, sha256 } = version
  const adopt = useAdoptCharter(id, number)
  const refuse = useRefuseCharter(id, number)
  const [asking, setAsking] = useState(false)
  const isSound = check !== undefined && hasNoFault(check)
  return (
    <Panel title={isOwn ? 'Yours' : 'Your decision'}>
      <div className="stack">
        <p>
          {isOwn
            ? 'It waits for a second person. You can take it back until then.'
            : 'You adopt exactly what is shown here, under your name and that of whoever proposed it.'}
        </p>
        <p className="small soft">{BOTH_SIDES}</p>
        <Fault error={adopt.error} />
        <div className="row">
          {isOwn ? null : (
            <BusyButton
              busy={adopt.isPending}
              disabled={!isSound || seen === undefined || sha256 === undefined}
              onClick={() => adopt.mutate({ sha256: sha256!, seen: seen! })}
            >
              Adopt version {number}
            </BusyButton>
          )}
          <Button variant="default" onClick={() => setAsking(true)}>
            {isOwn ? 'Withdraw it' : 'Refuse it'}
          </Button>
        </div>
      </div>
      {asking ? (
        <ReasonDialog
          title={isOwn ? 'Withdraw this version' : 'Refuse this version'}
          act={isOwn ? 'Withdraw it' : 'Refuse it'}
          leave="Keep it here"
          required
          busy={refuse.isPending}
          error={refuse.error}
          onAct={(reason) => refuse.mutate(reason, { onSuccess: () => setAsking(false) })}
          onCancel={() => setAsking(false)}
        >
          <p>The charter stays as it is. The members of the group can read the reason.</p>
        </ReasonDialog>
      ) : null}
    </Panel>
  )
}
