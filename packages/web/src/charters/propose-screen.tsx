import type { Charter, CharterCase, CharterDraft, CharterSheet, CharterTerms } from '@tocsin/api'
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { CasesField } from './cases-field.tsx'
import { CasesPanel, ChangesPanel, hasNoFault } from './changes-panel.tsx'
import { charterQuery, sheetQuery, useCheckCharter, useProposeCharter } from './data.ts'
import { toFields, toTerms, type Fields } from './fields.ts'
import { TermsFields } from './terms-fields.tsx'
import { fromField, toField } from '../words/time.ts'

/** Proposes a version of a charter, beginning with what the last one adopted says. */
export function ProposeCharterScreen() {
  const { id } = useParams({ from: '/desk/groups/$id/charter/propose' })
  const charter = useQuery(charterQuery(id))
  const last = charter.data?.versions.find(({ state }) => state === 'adopted')
  const sheet = useQuery({
    ...sheetQuery(id, String(last?.number ?? 1)),
    enabled: last !== undefined,
  })
  const group = charter.data?.group.name
  return (
    <Page
      title={group ? `Propose a charter for ${group}` : 'Propose a charter'}
      intro="Nothing changes until a second person adopts it. Work it out first: it shows exactly who gains or loses what."
      actions={
        <Link to="/groups/$id/charter" params={{ id }}>
          All versions
        </Link>
      }
    >
      <Loaded query={charter} what="the charter">
        {(data) => (
          <Loaded query={sheet} what="the last version">
            {(known) => <Form charter={data} sheet={known} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

type State = { fields: Fields; text: string; isText: boolean; cases: CharterCase[]; from: string }

function Form({ charter, sheet }: { charter: Charter; sheet: CharterSheet }) {
  const { id } = charter.group
  const [state, setState] = useState<State>(() => begin(sheet, charter.asOf))
  const check = useCheckCharter(id)
  const change = (part: Partial<State>) => {
    setState((before) => ({ ...before, ...part }))
    // What was worked out is no longer of what stands here.
    check.reset()
  }
  return (
    <div className="stack">
      <Panel title="What it says">
        <div className="stack">
          <TermsFields
            fields={state.fields}
            isText={state.isText}
            onChange={(part) => change({ fields: { ...state.fields, ...part } })}
          />
          <TextInput
            label="In force from"
            description="Once adopted; at its adoption where this has passed by then"
            type="datetime-local"
            required
            value={state.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
        </div>
      </Panel>
      <TextPanel state={state} written={check.data?.text} onChange={change} />
      <Panel title="Cases">
        <CasesField
          cases={state.cases}
          asOf={charter.asOf}
          onChange={(cases) => change({ cases })}
        />
      </Panel>
      <Send id={id} state={state} check={check} />
      {check.data ? <ChangesPanel check={check.data} /> : null}
      {check.data ? <CasesPanel check={check.data} /> : null}
    </div>
  )
}

/** First it is worked out; only what was, and is sound, can be proposed. */
function Send(props: { id: string; state: State; check: ReturnType<typeof useCheckCharter> }) {
  const { id, state, check } = props
  const propose = useProposeCharter(id)
  const navigate = useNavigate()
  const { terms, missing } = toTerms(state.fields)
  const inForceFrom = fromField(state.from)
  const draft = terms && inForceFrom ? toDraft(state, terms, inForceFrom) : undefined
  const leave = () => void navigate({ to: '/groups/$id/charter', params: { id } })
  const isSound = check.data !== undefined && hasNoFault(check.data)
  return (
    <>
      <Fault error={check.error ?? propose.error} />
      <div className="row">
        <BusyButton
          variant={isSound ? 'default' : 'filled'}
          busy={check.isPending}
          missing={[...missing, !inForceFrom && 'from when it is in force']}
          onClick={() => draft && check.mutate(draft)}
        >
          Work out who gains or loses what
        </BusyButton>
        {check.data && draft ? (
          <BusyButton
            busy={propose.isPending}
            disabled={!isSound}
            onClick={() => propose.mutate({ draft }, { onSuccess: leave })}
          >
            Propose it
          </BusyButton>
        ) : null}
      </div>
    </>
  )
}

function TextPanel(props: {
  state: State
  written: string | undefined
  onChange: (part: Partial<State>) => void
}) {
  const { state, written, onChange } = props
  return (
    <Panel title="Text" aside="Cedar">
      <div className="stack">
        <Checkbox
          label="Edit the text itself"
          description="Purposes, kinds, marking, dates and terms are then what the text says, and the fields above only say the rest"
          checked={state.isText}
          onChange={(event) => onChange({ isText: event.currentTarget.checked })}
        />
        {state.isText ? (
          <>
            <Textarea
              label="Policies"
              classNames={{ input: 'mono' }}
              autosize
              minRows={10}
              maxRows={40}
              maxLength={20_000}
              spellCheck={false}
              value={state.text}
              onChange={(event) => onChange({ text: event.currentTarget.value })}
            />
            <p className="small soft">
              A rule forbids, with an @id and a @reason, on Action::&quot;release&quot;,
              &quot;receive&quot; or &quot;feed&quot;. It compares principal.kind,
              resource.sender.kind, resource.tlp, resource.pap, resource.purpose, resource.keptDays,
              context.exit and context.now with what is written there.
            </p>
          </>
        ) : written ? (
          <>
            <pre className="charter-text mono">{written}</pre>
            <div>
              <Button variant="default" onClick={() => onChange({ isText: true, text: written })}>
                Edit this text
              </Button>
            </div>
          </>
        ) : (
          <p className="small soft">The fields write it; it is shown once it is worked out.</p>
        )}
      </div>
    </Panel>
  )
}

/** Up to the next whole minute, which the field can show. */
const MINUTE = 60_000

function begin({ version, text, cases }: CharterSheet, asOf: string): State {
  const earliest = Math.max(Date.parse(asOf), Date.parse(version.inForceFrom))
  const from = new Date(Math.ceil(earliest / MINUTE) * MINUTE)
  return {
    fields: toFields(version.terms),
    text,
    isText: version.byText,
    cases,
    from: toField(from.toISOString()),
  }
}

function toDraft(state: State, terms: CharterTerms, inForceFrom: string): CharterDraft {
  return { terms, cases: state.cases, inForceFrom, ...(state.isText ? { text: state.text } : {}) }
}
