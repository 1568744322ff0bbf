import type { OpenAttribution, PartKind, ProposedCorrection, Release } from '@tocsin/api'
import { missingOfAttribution } from '@tocsin/api'
import { Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded, Note } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { PART_NAMES } from '../words/part-words.ts'
import { fromField, toField } from '../words/time.ts'
import { ClaimFields } from './claim-fields.tsx'
import { releaseObjectsQuery, releaseQuery, useProposeCorrection } from './data.ts'
import { readPart } from './part-read.ts'
import { ReleaseComposer } from './release-composer.tsx'
import { LeaveOut } from './leave-out.tsx'
import { countOf } from '../words/count-of.ts'

/** From one part of a statement to its correction: what it says otherwise, then terms and receivers, and who is shown that it corrects what they read. */
export function CorrectScreen() {
  const { id } = useParams({ from: '/desk/releases/$id/correct' })
  const release = useQuery(releaseQuery(id))
  const objects = useQuery(releaseObjectsQuery(id))
  return (
    <Page
      title="Correct a part"
      intro="A new release takes the place of this one part. Whoever read it is shown that this corrects it; the others simply get the new one."
    >
      <Loaded query={release} what="the release">
        {(source) => (
          <Loaded query={objects} what="its objects">
            {(bundle) =>
              source.summary.part ? (
                <Body release={source} kind={source.summary.part.kind} source={bundle.objects} />
              ) : (
                <Empty title="This release is no part of a statement">
                  Take it back and release it anew.
                </Empty>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

type Said = {
  words: string
  claim: OpenAttribution
  out: ReadonlySet<string>
  until: string | undefined
}

function Body(props: { release: Release; kind: PartKind; source: unknown[] }) {
  const { release, kind, source } = props
  const { summary } = release
  const propose = useProposeCorrection(summary.id)
  const [said, setSaid] = useState<Said>(() => ({
    ...readPart(source, summary.from.id),
    out: new Set(),
    until: summary.part?.validUntil,
  }))
  const change = (next: Partial<Said>) => {
    setSaid((now) => ({ ...now, ...next }))
    propose.reset()
  }
  const ask = () => propose.mutate(toProposal(kind, said))
  return (
    <div className="stack">
      <Panel title={`${PART_NAMES[kind]}, as corrected`} aside={summary.title}>
        <div className="stack">
          {kind === 'attribution' ? (
            <ClaimFields claim={said.claim} onChange={(claim) => change({ claim })} />
          ) : (
            <Textarea
              label="In sentences"
              autosize
              minRows={3}
              maxRows={16}
              maxLength={20000}
              value={said.words}
              onChange={(event) => change({ words: event.currentTarget.value })}
            />
          )}
          {kind === 'facts' ? (
            <LeaveOut objects={source} out={said.out} onChange={(out) => change({ out })} />
          ) : null}
          <TextInput
            label="Holds until"
            description="Optional"
            type="datetime-local"
            value={said.until ? toField(said.until) : ''}
            onChange={(event) => change({ until: fromField(event.currentTarget.value) })}
          />
          <div className="row">
            <BusyButton
              busy={propose.isPending}
              variant={propose.data ? 'default' : 'filled'}
              missing={kind === 'attribution' ? missingOfAttribution(said.claim) : []}
              onClick={ask}
            >
              {propose.data ? 'Make it anew' : 'Go on to the terms'}
            </BusyButton>
          </div>
          <Fault error={propose.error} />
        </div>
      </Panel>
      {propose.data ? (
        <Sending key={propose.submittedAt} release={release} proposed={propose.data} />
      ) : null}
    </div>
  )
}

function toProposal(kind: PartKind, { words, claim, out, until }: Said) {
  return {
    words: kind === 'attribution' ? ('' as const) : words,
    leaveOut: [...out],
    ...(kind === 'attribution' ? { attribution: claim as Required<OpenAttribution> } : {}),
    ...(until ? { validUntil: until } : {}),
  }
}

function Sending(props: { release: Release; proposed: ProposedCorrection }) {
  const { release, proposed } = props
  const { objects, asGiven, part, withdrawn, gone } = proposed
  const { id, title, terms } = release.summary
  return (
    <>
      {withdrawn.length + gone.length > 0 ? (
        <Note tone={gone.length > 0 ? 'warn' : 'plain'}>
          {withdrawn.length > 0 ? (
            <p>
              {countOf(withdrawn.length, 'of your statements goes', 'of your statements go')} along
              as revoked, so that machines forget them.
            </p>
          ) : null}
          {gone.length > 0 ? (
            <p>
              {countOf(gone.length, 'thing is', 'things are')} only no longer named: machines that
              polled them keep them until their people act. To have them deleted, take the earlier
              release back too.
            </p>
          ) : null}
        </Note>
      ) : null}
      <ReleaseComposer
        source={{
          key: `correct/${id}`,
          title,
          objects,
          dropped: [],
          origin: { composed: { asGiven }, part },
          terms,
        }}
        complete="All of the correction is in the objects."
      />
    </>
  )
}
