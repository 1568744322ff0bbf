import type {
  Group,
  Release,
  ReleaseDraft,
  ReplyOf,
  Terms,
  draftStix,
  FindingSummary,
} from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { BusyButton } from '../ui/busy-button.tsx'
import { Download } from '../ui/download.tsx'
import { Empty, Fault, Loaded, Note, Said } from '../ui/feedback.tsx'
import { ObjectsTable } from './objects-table.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { DraftNote, useDraft } from '../session/draft.tsx'
import { TermsForm } from './terms-form.tsx'
import { missingTerms } from './terms.ts'
import { Verdicts } from './verdicts.tsx'
import { findingQuery, stixQuery } from '../findings/data.ts'
import { groupsQuery } from '../groups/data.ts'
import { fetchReceipt } from '../log/data.ts'
import { useCreateRelease, usePreviewRelease } from './data.ts'

export function ShareScreen() {
  const { id } = useParams({ from: '/desk/share/$id' })
  const finding = useQuery(findingQuery(id))
  const stix = useQuery(stixQuery(id))
  const groups = useQuery(groupsQuery)
  return (
    <Page
      title="Release a finding"
      intro="You see exactly who will receive it, and by which rule, before anything is sent."
    >
      <Loaded query={finding} what="the finding">
        {(one) => (
          <Loaded query={stix} what="the STIX objects">
            {(draft) => (
              <Loaded query={groups} what="your groups">
                {(list) =>
                  list.items.length === 0 ? (
                    <Empty title="Your organisation is in no sharing group">
                      An operator can admit it to one.
                    </Empty>
                  ) : (
                    <Composer finding={one.summary} stix={draft} groups={list.items} />
                  )
                }
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

type Stix = ReplyOf<typeof draftStix>
type Form = { title: string; terms?: Terms | undefined }

function Composer(props: { finding: FindingSummary; stix: Stix; groups: Group[] }) {
  const { finding, stix, groups } = props
  const form = useDraft<Form>(`release/${finding.id}`, { title: finding.title.slice(0, 300) })
  const { title } = form.value
  // A group that the member has left since is no longer one to release to.
  const terms = groups.some((one) => one.id === form.value.terms?.groupId)
    ? form.value.terms
    : undefined
  const missing = missingTerms(title, terms)
  const preview = usePreviewRelease()
  const release = useCreateRelease()
  if (release.data) return <Released release={release.data} />
  const change = (next: Partial<Form>) => {
    // What is on its way can no longer be changed.
    if (release.isPending) return
    form.set((now) => ({ ...now, ...next }))
    // What was previewed is no longer what would be sent.
    preview.reset()
    release.reset()
  }
  const withDraft = (act: (draft: ReleaseDraft) => void) => {
    if (terms) act({ title: title.trim(), terms, objects: stix.objects, findingId: finding.id })
  }
  return (
    <div className="stack">
      <DraftNote draft={form} onDiscard={() => preview.reset()} />
      <WhatIsShared stix={stix} title={title} onTitle={(next) => change({ title: next })} />
      <Panel title="2. On which terms">
        <TermsForm groups={groups} terms={terms} onChange={(next) => change({ terms: next })} />
      </Panel>
      <Panel title="3. Who receives it">
        <div className="stack">
          <div className="row">
            <BusyButton
              variant={preview.data ? 'default' : 'filled'}
              busy={preview.isPending}
              disabled={missing.length > 0}
              onClick={() => withDraft((draft) => preview.mutate(draft))}
            >
              {preview.data ? 'Look again' : 'See who would receive it'}
            </BusyButton>
            {missing.length > 0 ? (
              <span className="soft">Still missing: {missing.join(', ')}</span>
            ) : null}
          </div>
          <Fault error={preview.error} />
          {preview.data ? (
            <Preview
              preview={preview.data}
              busy={release.isPending}
              onRelease={(digest) =>
                withDraft((draft) =>
                  release.mutate({ draft, digest }, { onSuccess: () => form.discard() }),
                )
              }
            />
          ) : null}
          <Fault error={release.error} />
        </div>
      </Panel>
    </div>
  )
}

function WhatIsShared(props: { stix: Stix; title: string; onTitle: (title: string) => void }) {
  const { stix, title, onTitle } = props
  return (
    <Panel title="1. What is shared" aside={`${stix.objects.length} STIX 2.1 objects`}>
      <div className="stack">
        <TextInput
          label="Title"
          required
          maxLength={300}
          value={title}
          onChange={(event) => onTitle(event.target.value)}
        />
        <Dropped dropped={stix.dropped} />
        <details>
          <summary>Look at the objects</summary>
          <ObjectsTable objects={stix.objects} />
        </details>
      </div>
    </Panel>
  )
}

function Dropped(props: { dropped: string[] }) {
  if (props.dropped.length === 0)
    return <p className="soft small">Nothing of the finding is left out.</p>
  return (
    <Note tone="warn">
      <p>
        <strong>Left out of the objects</strong>
      </p>
      {props.dropped.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Note>
  )
}

type PreviewReply = NonNullable<ReturnType<typeof usePreviewRelease>['data']>

function Preview(props: {
  preview: PreviewReply
  busy: boolean
  onRelease: (digest: string) => void
}) {
  const { verdicts, digest, faults } = props.preview
  const admitted = verdicts.filter((one) => one.allow).length
  return (
    <>
      <Verdicts verdicts={verdicts} caption="Who would receive this release" />
      {faults.length > 0 ? (
        <Note tone="bad">
          {faults.map((fault) => (
            <p key={`${fault.object} ${fault.path}`}>
              <span className="mono">
                {fault.object} {fault.path}
              </span>
              : {fault.message}
            </p>
          ))}
        </Note>
      ) : null}
      <div className="row">
        <BusyButton
          busy={props.busy}
          disabled={admitted === 0 || faults.length > 0}
          onClick={() => props.onRelease(digest)}
        >
          Release to {admitted} {admitted === 1 ? 'member' : 'members'}
        </BusyButton>
        <span className="soft small">
          It can be taken back; every holder is then asked to answer.
        </span>
      </div>
    </>
  )
}

function Released(props: { release: Release }) {
  const { summary, recipients } = props.release
  return (
    <div className="stack">
      <Said takesFocus>
        <strong>Released.</strong> {recipients.length}{' '}
        {recipients.length === 1 ? 'member has' : 'members have'} it now. The act is entry #
        {summary.logIndex} of the log.
      </Said>
      <div className="row">
        <Link to="/releases/$id" params={{ id: summary.id }} className="button-link">
          See who has read it
        </Link>
        <Download
          label="Save the receipt"
          name={`release-${summary.logIndex}.tlog-proof`}
          load={() => fetchReceipt(summary.logIndex)}
        />
      </div>
    </div>
  )
}
