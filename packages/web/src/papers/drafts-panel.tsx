import { ApiError, type Paper, type PaperContent } from '@tocsin/api'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { useKeepPaper, useOpenPaper, useSavePaper } from './data.ts'
import { KeepAs } from './keep-as.tsx'
import { KeptList } from './kept-list.tsx'

/** A draft as it was opened or saved last. */
type KeptDraft = { id: string; version: number }

type Props = {
  kept: KeptDraft | undefined
  /** The subject, under which a draft is listed. */
  name: string
  content: PaperContent
  isEmpty: boolean
  /** Takes a draft in place of what stands here. */
  onOpen: (draft: Paper) => void
  /** What stands here is what was saved. */
  onSaved: (draft: Paper) => void
  onTemplate: (template: Paper) => void
}

/** Drafts that everybody of the member opens and saves, and words to begin with. */
export function DraftsPanel(props: Props) {
  return (
    <Panel>
      <div className="stack">
        {props.kept ? <SaveDraft {...props} kept={props.kept} /> : <KeepDraft {...props} />}
        <KeptList
          kind="draft"
          one="draft"
          several="drafts"
          act="Open"
          open={props.kept?.id}
          replaces={
            props.isEmpty
              ? undefined
              : 'What stands in this form is replaced; keep it first if you want it.'
          }
          onOpen={props.onOpen}
        />
        <KeptList
          kind="template"
          one="template"
          several="templates"
          act="Begin with it"
          onOpen={props.onTemplate}
        />
      </div>
    </Panel>
  )
}

function KeepDraft({ name, content, isEmpty, onSaved }: Props) {
  const keep = useKeepPaper()
  return (
    <>
      <div className="row">
        <BusyButton
          variant="default"
          size="xs"
          disabled={isEmpty}
          busy={keep.isPending}
          onClick={() => keep.mutate({ kind: 'draft', name, content }, { onSuccess: onSaved })}
        >
          Keep as a draft
        </BusyButton>
        <KeepAs kind="template" label="Keep as a template" disabled={isEmpty} content={content} />
        <span className="soft small">Analysts of your organisation can then open it.</span>
      </div>
      <Fault error={keep.error} />
    </>
  )
}

function SaveDraft(props: Props & { kept: KeptDraft }) {
  const { kept, name, content, onSaved } = props
  const save = useSavePaper()
  const isOverrun = save.error instanceof ApiError && save.error.code === 'conflict'
  return (
    <>
      <div className="row">
        <BusyButton
          variant="default"
          size="xs"
          busy={save.isPending}
          onClick={() => save.mutate({ ...kept, name, content }, { onSuccess: onSaved })}
        >
          Save the draft
        </BusyButton>
        <KeepAs kind="template" label="Keep as a template" content={content} />
        {save.data ? (
          <Said>
            Saved on <When at={save.data.summary.savedAt} />.
          </Said>
        ) : null}
      </div>
      {isOverrun ? (
        <Overrun {...props} why={(save.error as ApiError).message} onDone={() => save.reset()} />
      ) : (
        <Fault error={save.error} />
      )}
    </>
  )
}

/** Somebody saved the same draft meanwhile: theirs, or both. */
function Overrun(props: Props & { kept: KeptDraft; why: string; onDone: () => void }) {
  const { kept, name, content, why, onDone } = props
  const keep = useKeepPaper()
  const open = useOpenPaper()
  const openTheirs = (theirs: Paper) => {
    onDone()
    props.onOpen(theirs)
  }
  const goOn = (mine: Paper) => {
    onDone()
    props.onSaved(mine)
  }
  return (
    <Note tone="bad" role="alert">
      <p>{why}.</p>
      <div className="row">
        <BusyButton
          variant="default"
          size="xs"
          busy={open.isPending}
          onClick={() => open.mutate(kept.id, { onSuccess: openTheirs })}
        >
          Open theirs and let mine go
        </BusyButton>
        <BusyButton
          variant="default"
          size="xs"
          busy={keep.isPending}
          onClick={() => keep.mutate({ kind: 'draft', name, content }, { onSuccess: goOn })}
        >
          Keep mine as a draft of its own
        </BusyButton>
      </div>
      <Fault error={keep.error ?? open.error} />
    </Note>
  )
}
