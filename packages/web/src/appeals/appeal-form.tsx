import type { Appeal } from '@tocsin/api'
import { Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { Fold } from '../ui/fold.tsx'
import { Panel } from '../ui/page.tsx'
import { newId } from '../ui/send-key.ts'
import { useBringAppeal } from './data.ts'

const STIX_ID = /^[a-z0-9-]+--[0-9a-f-]{36}$/
const MOST = 200

type Draft = {
  appealId: string
  behalf: Appeal['behalf']
  words: string
  ids: string
  governmentToo: boolean
}
const fresh = (): Draft => ({
  appealId: newId(),
  behalf: 'person',
  words: '',
  ids: '',
  governmentToo: false,
})

/** Appealing against things in a release; a body of government brings none. */
export function AppealPanel({ releaseId }: { releaseId: string }) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const isGovernment = ['agency', 'office'].includes(session.member.kind)
  if (isGovernment || !session.person.roles.includes('analyst')) return null
  return (
    <Panel
      title="Appeal"
      aside={
        <Link to="/appeals" className="small">
          All appeals
        </Link>
      }
    >
      <Fold summary="Something in it is wrong about somebody">
        <AppealForm releaseId={releaseId} />
      </Fold>
    </Panel>
  )
}

function AppealForm({ releaseId }: { releaseId: string }) {
  const bring = useBringAppeal(releaseId)
  const [draft, setDraft] = useState(fresh)
  const ids = [...new Set(draft.ids.split(/[\s,;]+/).filter((one) => one !== ''))]
  const areIds = ids.length > 0 && ids.length <= MOST && ids.every((one) => STIX_ID.test(one))
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const { appealId, behalf, words, governmentToo } = draft
        const body = { appealId, behalf, words: words.trim(), stixIds: ids, governmentToo }
        bring.mutate(body, { onSuccess: () => setDraft(fresh()) })
      }}
    >
      <p className="soft small">
        It reaches every member that has any of these things, each once. They learn that your
        organisation has them, and its name; who they are you learn only of those that answer.
      </p>
      <AppealFields draft={draft} onChange={setDraft} />
      <Fault error={bring.error} />
      {bring.isSuccess ? <Said>The appeal was brought.</Said> : null}
      <div className="row">
        <BusyButton
          type="submit"
          variant="default"
          busy={bring.isPending}
          missing={[
            !areIds && `STIX ids of things in this release, at most ${MOST}`,
            draft.words.trim() === '' && 'why',
          ]}
        >
          Bring the appeal
        </BusyButton>
      </div>
    </form>
  )
}

function AppealFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  return (
    <>
      <NativeSelect
        label="Brought"
        value={draft.behalf}
        onChange={(event) =>
          onChange({ ...draft, behalf: event.currentTarget.value as Appeal['behalf'] })
        }
        data={[
          { value: 'person', label: 'for somebody whom it concerns' },
          { value: 'member', label: 'for our organisation' },
        ]}
      />
      <Textarea
        label="What it is about"
        description="STIX ids of things in this release, as they stand under its objects; one a line"
        autosize
        minRows={2}
        value={draft.ids}
        onChange={(event) => onChange({ ...draft, ids: event.currentTarget.value })}
      />
      <Textarea
        label="Why it is wrong"
        description="Every holder reads this: name no private person in it"
        autosize
        minRows={2}
        maxLength={8000}
        value={draft.words}
        onChange={(event) => onChange({ ...draft, words: event.currentTarget.value })}
      />
      <Checkbox
        label="Bodies of government that have it are told too"
        checked={draft.governmentToo}
        onChange={(event) => onChange({ ...draft, governmentToo: event.currentTarget.checked })}
      />
    </>
  )
}
