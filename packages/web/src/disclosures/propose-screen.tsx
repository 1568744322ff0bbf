import type { DisclosureDraft, Group, Purpose, Session } from '@tocsin/api'
import { NumberInput, Textarea, TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Note } from '../ui/feedback.tsx'
import { GroupAndPurpose, MembersField, othersIn } from '../ui/in-group.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { fromField } from '../words/time.ts'
import { circlesQuery, useProposeDisclosure } from './data.ts'

type Fields = Omit<DisclosureDraft, 'purpose' | 'opensAt'> & {
  purpose: Purpose | ''
  opens: string
}

const TERMS =
  'For research on influence operations alone. Nobody who goes by a pseudonym is named or contacted, nothing is passed on, and what was given is deleted when the research ends.'

const BLANK: Fields = {
  groupId: '',
  title: '',
  purpose: '',
  opens: '',
  threshold: 5000,
  k: 10,
  researchTerms: TERMS,
  invited: [],
}

/** Proposes to disclose together. */
export function ProposeDisclosureScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const groups = useQuery(circlesQuery)
  return (
    <Page
      title="Propose a disclosure"
      intro="Whom you ask sees the title, the instant, the terms and who else was asked, and answers for itself. The terms do not change afterwards; the instant does once everybody who agreed says yes."
    >
      <Panel>
        <Loaded query={groups} what="groups">
          {({ items }) => <Form groups={items} session={session} />}
        </Loaded>
      </Panel>
    </Page>
  )
}

function Form({ groups, session }: { groups: readonly Group[]; session: Session }) {
  const [fields, setFields] = useState(BLANK)
  const propose = useProposeDisclosure()
  const navigate = useNavigate()
  const set = (part: Partial<Fields>) => setFields((known) => ({ ...known, ...part }))
  const opensAt = fromField(fields.opens)
  const send = () => {
    const { purpose, opens: _, ...rest } = fields
    if (purpose === '' || opensAt === undefined) return
    const words = { title: rest.title.trim(), researchTerms: rest.researchTerms.trim() }
    propose.mutate(
      { ...rest, ...words, purpose, opensAt },
      { onSuccess: ({ id }) => void navigate({ to: '/disclosures/$id', params: { id } }) },
    )
  }
  return (
    <div className="stack">
      <Frame groups={groups} fields={fields} set={set} />
      <MembersField
        label="Whom you ask"
        description="At most nine. No body of government is in one with a platform or campaign."
        others={othersIn(groups, fields.groupId, session.member.id)}
        chosen={fields.invited}
        onChange={(invited) => set({ invited })}
      />
      <Terms fields={fields} set={set} />
      <Fault error={propose.error} />
      <div className="row">
        <BusyButton
          busy={propose.isPending}
          missing={[
            fields.groupId === '' && 'a group',
            fields.purpose === '' && 'a purpose',
            fields.title.trim() === '' && 'the title',
            opensAt === undefined && 'the instant',
            fields.researchTerms.trim() === '' && 'the terms for researchers',
          ]}
          onClick={send}
        >
          Propose it
        </BusyButton>
      </div>
    </div>
  )
}

type Part = { fields: Fields; set: (part: Partial<Fields>) => void }

function Frame({ groups, fields, set }: Part & { groups: readonly Group[] }) {
  return (
    <>
      <div className="fields">
        <GroupAndPurpose
          groups={groups}
          groupId={fields.groupId}
          purpose={fields.purpose}
          onGroup={(groupId) => set({ groupId, purpose: '', invited: [] })}
          onPurpose={(purpose) => set({ purpose })}
        />
      </div>
      <div className="fields">
        <TextInput
          label="Title"
          description="Public when it opens"
          required
          maxLength={300}
          value={fields.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <TextInput
          label="Opens at"
          description="In your time zone; it opens by the exchange’s clock"
          type="datetime-local"
          step={1}
          required
          value={fields.opens}
          onChange={(event) => set({ opens: event.currentTarget.value })}
        />
      </div>
    </>
  )
}

function Terms({ fields, set }: Part) {
  return (
    <>
      <div className="fields">
        <NumberInput
          label="Threshold of followers"
          description="Accounts with fewer go by a pseudonym"
          min={0}
          max={10_000_000}
          allowDecimal={false}
          value={fields.threshold}
          onChange={(value) => set({ threshold: Number(value) })}
        />
        <NumberInput
          label="k"
          description="Counts below it are not given"
          min={2}
          max={1000}
          allowDecimal={false}
          value={fields.k}
          onChange={(value) => set({ k: Number(value) })}
        />
      </div>
      <Textarea
        label="Terms for researchers"
        description="A researcher that signs them is given what each part said under no pseudonym"
        required
        autosize
        minRows={3}
        maxLength={8000}
        value={fields.researchTerms}
        onChange={(event) => set({ researchTerms: event.currentTarget.value })}
      />
      <Note>
        <p>
          Pseudonyms hide ids and handles, also in words and addresses. They hide no display names
          in words, and whoever searches for the words of a post may find who wrote it.
        </p>
      </Note>
    </>
  )
}
