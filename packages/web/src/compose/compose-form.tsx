import type { Release } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { DraftNote } from '../session/draft.tsx'
import { Released } from '../releases/released.tsx'
import { ChecksPanel } from './checks-panel.tsx'
import { missingParts, withChanged } from './composition.ts'
import { useComposeStix, useReadAll } from './data.ts'
import { ItemsPanel } from './items-panel.tsx'
import { BEING_READ, KeepDraft, type Kept } from './keep-draft.tsx'
import { PutIn } from './put-in.tsx'
import { ReadingNote, UnreadRows } from './reading-note.tsx'
import { useComposition } from './use-composition.tsx'
import { PartsPanel } from './parts-panel.tsx'
import { StatementComposer } from './statement-composer.tsx'
import { type Begun, TemplateChoice } from './template-choice.tsx'
import { WordsPanel } from './words-panel.tsx'

type Composing = ReturnType<typeof useComposition>
type Stix = ReturnType<typeof useComposeStix>

/** From a list in a mail to a release. `kept` is the draft that is edited, where there is one. */
export function ComposeForm(props: { kept: Kept | undefined; onKept: (id: string) => void }) {
  const { kept, onKept } = props
  const stix = useComposeStix()
  const read = useReadAll()
  // What was made is no longer what would be sent.
  const composing = useComposition(kept, () => stix.reset())
  const [begun, setBegun] = useState<Begun>({})
  const [released, setReleased] = useState<Release[]>()
  const { form, composition } = composing
  const begin = () => {
    composing.forgetReading()
    setReleased(undefined)
    setBegun({})
    stix.reset()
  }
  const onReleased = (releases: Release[]) => {
    form.discard()
    setReleased(releases)
  }
  if (released) return <Sent releases={released} onAgain={begin} />
  return (
    <div className="stack">
      <DraftNote draft={form} onDiscard={begin} />
      <TemplateChoice
        composition={composition}
        chosen={begun.chosen}
        onBegin={(part, next) => {
          composing.change((now) => ({ ...now, ...part }))
          setBegun(next)
        }}
      />
      <Inputs composing={composing} read={read} />
      <WordsPanel
        composition={composition}
        onChange={(part) => composing.change((now) => ({ ...now, ...part }))}
      />
      <PartsPanel
        composition={composition}
        onChange={(part) => composing.change((now) => ({ ...now, ...part }))}
      />
      <ChecksPanel items={composition.items} onRemove={composing.remove} />
      <Ready composing={composing} stix={stix} isReading={read.isPending}>
        <KeepDraft
          kept={kept ? { ...kept, version: composing.version } : undefined}
          composition={composition}
          isReading={read.isPending}
          onNew={(id) => {
            form.discard()
            onKept(id)
          }}
          onSaved={({ summary: { version } }) => form.set((now) => ({ ...now, version }))}
          onTheirs={({ composition: theirs, summary: { version } }) => {
            form.set(() => ({ composition: theirs, version }))
            stix.reset()
          }}
        />
      </Ready>
      <Terms composing={composing} stix={stix} begun={begun} onReleased={onReleased} />
    </div>
  )
}

/** What came in, what of it was not read, and what was. */
function Inputs(props: { composing: Composing; read: ReturnType<typeof useReadAll> }) {
  const { composing } = props
  const { composition, readings, told, change } = composing
  return (
    <>
      <PutIn read={props.read} onBegin={composing.forgetReading} onRead={composing.add} />
      {readings.map((one, i) => (
        <ReadingNote key={`${i} ${one.name}`} {...one} />
      ))}
      <UnreadRows
        rows={composition.unread ?? []}
        onClear={() => change((now) => ({ ...now, unread: [] }))}
      />
      <ItemsPanel
        items={composition.items}
        onPlatform={composing.setPlatform}
        onRemove={composing.remove}
        onChange={(key, item) => change((now) => withChanged(now, key, item))}
      />
      {told ? <Said tone="plain">{told}</Said> : null}
    </>
  )
}

function Ready(props: {
  composing: Composing
  stix: Stix
  isReading: boolean
  children: ReactNode
}) {
  const { stix } = props
  const { composition } = props.composing
  return (
    <Panel title="Ready?">
      <div className="stack">
        <div className="row">
          <BusyButton
            variant={stix.data ? 'default' : 'filled'}
            busy={stix.isPending}
            missing={[props.isReading && BEING_READ, ...missingParts(composition)]}
            onClick={() => stix.mutate(composition)}
          >
            {stix.data ? 'Make it anew' : 'Go on to the terms'}
          </BusyButton>
        </div>
        <Fault error={stix.error} />
        {props.children}
      </div>
    </Panel>
  )
}

function Terms(props: {
  composing: Composing
  stix: Stix
  begun: Begun
  onReleased: (releases: Release[]) => void
}) {
  const { stix } = props
  const { name, composition } = props.composing
  if (!stix.data) return null
  return (
    <StatementComposer
      key={stix.submittedAt}
      name={name}
      composition={composition}
      made={stix.data}
      begun={props.begun}
      onReleased={props.onReleased}
    />
  )
}

function Sent(props: { releases: Release[]; onAgain: () => void }) {
  return (
    <div className="stack">
      {props.releases.map((release) => (
        <Released key={release.summary.id} release={release} />
      ))}
      <div className="row">
        <Button variant="default" onClick={props.onAgain}>
          Share something else
        </Button>
      </div>
    </div>
  )
}
