import { MATCH_KINDS, type MatchKind } from '@tocsin/api'
import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { membersQuery } from '../members/data.ts'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Note } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { useProposeMatching } from './data.ts'
import { blankFields, endOfDay, type Fields, fit, needsPlatform, sizesFor } from './fields.ts'
import { isKey, KeyField } from './key-field.tsx'
import { countWords, KIND_NAMES, LANE_NAMES } from './words.ts'

/** Proposes to another member to match lists privately. */
export function ProposeMatchingScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const members = useQuery(membersQuery)
  const [fields, setFields] = useState(() => blankFields(Date.now()))
  const propose = useProposeMatching()
  const navigate = useNavigate()
  const { terms, memberId, own, publicKey } = fields
  const send = () => {
    const until = endOfDay(terms.until)
    const platform = terms.platform.trim().toLowerCase()
    const body = {
      memberId,
      own,
      publicKey: publicKey.trim(),
      terms: { ...terms, until, platform, purpose: terms.purpose.trim() },
    }
    propose.mutate(body, {
      onSuccess: ({ id }) => void navigate({ to: '/matchings/$id', params: { id } }),
    })
  }
  return (
    <Page
      title="Propose a matching"
      intro="Say who learns what, of which kinds, and within which budget. Nothing of it changes once the other side has accepted."
    >
      <Panel>
        <Loaded query={members} what="members">
          {({ items }) => (
            <div className="stack">
              <WhoFields
                fields={fields}
                members={items.filter(({ id }) => id !== session.member.id)}
                onChange={(part) => setFields((known) => ({ ...known, ...part }))}
              />
              <TermsFields
                terms={terms}
                onChange={(part) =>
                  setFields((known) => ({ ...known, terms: fit({ ...known.terms, ...part }) }))
                }
              />
              <KeyField
                value={publicKey}
                onChange={(value) => setFields((known) => ({ ...known, publicKey: value }))}
              />
              <Fault error={propose.error} />
              <div className="row">
                <BusyButton busy={propose.isPending} missing={missingOf(fields)} onClick={send}>
                  Propose it
                </BusyButton>
              </div>
            </div>
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}

function missingOf({ memberId, terms, publicKey }: Fields) {
  return [
    memberId === '' && 'the other organisation',
    terms.kinds.length === 0 && 'a kind',
    needsPlatform(terms.kinds) && terms.platform.trim() === '' && 'the platform',
    terms.purpose.trim() === '' && 'the purpose',
    terms.until === '' && 'the last day',
    !isKey(publicKey) && 'the public key of your command',
  ]
}

function WhoFields(props: {
  fields: Fields
  members: readonly { id: string; name: string }[]
  onChange: (part: Partial<Fields>) => void
}) {
  const { fields, members, onChange } = props
  return (
    <div className="fields">
      <NativeSelect
        label="With"
        description="Of a group that both belong to"
        required
        value={fields.memberId}
        onChange={(event) => onChange({ memberId: event.currentTarget.value })}
        data={[
          { value: '', label: 'choose one' },
          ...members.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label="Your organisation"
        value={fields.own}
        onChange={(event) => onChange({ own: event.currentTarget.value as Fields['own'] })}
        data={[
          { value: 'asker', label: 'asks about its list' },
          { value: 'holder', label: 'holds the list that is asked' },
        ]}
      />
    </div>
  )
}

type TermsProps = { terms: Fields['terms']; onChange: (part: Partial<Fields['terms']>) => void }

function TermsFields({ terms, onChange }: TermsProps) {
  return (
    <>
      <div className="fields">
        <NativeSelect
          label="Who learns"
          value={terms.learns}
          onChange={(event) =>
            onChange({ learns: event.currentTarget.value as typeof terms.learns })
          }
          data={[
            { value: 'receiver', label: 'whoever asks: which hit' },
            { value: 'both', label: 'both: which hit' },
            { value: 'count', label: 'whoever asks: how many hit' },
          ]}
        />
        <NativeSelect
          label="How"
          value={terms.lane}
          onChange={(event) => onChange({ lane: event.currentTarget.value as typeof terms.lane })}
          data={Object.entries(LANE_NAMES).map(([value, label]) => ({ value, label }))}
        />
      </div>
      <KindFields terms={terms} onChange={onChange} />
      <BudgetFields terms={terms} onChange={onChange} />
      <div className="fields">
        <TextInput
          label="Last day"
          type="date"
          required
          value={terms.until}
          onChange={(event) => onChange({ until: event.currentTarget.value })}
        />
        <TextInput
          label="Purpose"
          required
          maxLength={300}
          value={terms.purpose}
          onChange={(event) => onChange({ purpose: event.currentTarget.value })}
        />
      </div>
    </>
  )
}

function KindFields({ terms, onChange }: TermsProps) {
  const { kinds } = terms
  const toggle = (kind: MatchKind) =>
    onChange({
      kinds: kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind],
    })
  return (
    <>
      <fieldset className="row">
        <legend>Kinds</legend>
        {(Object.keys(MATCH_KINDS) as MatchKind[]).map((kind) => (
          <Checkbox
            key={kind}
            label={`${KIND_NAMES[kind]} (2^${MATCH_KINDS[kind].bits} could be guessed)`}
            checked={kinds.includes(kind)}
            onChange={() => toggle(kind)}
          />
        ))}
      </fieldset>
      {needsPlatform(kinds) ? (
        <TextInput
          label="Whose handles or accounts"
          description="One platform, in small letters, such as x or telegram"
          required
          maxLength={40}
          value={terms.platform}
          onChange={(event) => onChange({ platform: event.currentTarget.value })}
        />
      ) : null}
    </>
  )
}

function BudgetFields({ terms, onChange }: TermsProps) {
  const sizes = sizesFor(terms.lane).map((size) => ({
    value: String(size),
    label: countWords(size),
  }))
  const number = (label: string, key: 'queries' | 'rounds' | 'floorBits' | 'epochDays') => (
    <NumberInput
      label={label}
      min={key === 'floorBits' ? 0 : 1}
      allowDecimal={false}
      disabled={key === 'rounds' && terms.learns === 'count'}
      value={terms[key]}
      onChange={(value) => onChange({ [key]: Number(value) })}
    />
  )
  return (
    <>
      <div className="fields">
        <NativeSelect
          label="List of whoever asks, padded to"
          value={String(terms.askerSize)}
          onChange={(event) => onChange({ askerSize: Number(event.currentTarget.value) })}
          data={sizes}
        />
        <NativeSelect
          label="List of whoever holds, padded to"
          value={String(terms.holderSize)}
          onChange={(event) => onChange({ holderSize: Number(event.currentTarget.value) })}
          data={sizes}
        />
      </div>
      <div className="fields">
        {number('Questions of a kind in an epoch, padding counted', 'queries')}
        {number('Rounds of a kind in an epoch', 'rounds')}
        {number('Bits of guesswork that must be left', 'floorBits')}
        {number('Days of an epoch', 'epochDays')}
      </div>
      <Note>
        <p>
          The budget is the security: identifiers can be guessed, and each answer tells of one. A
          list that is easier to guess than its kind, such as the telephone numbers of one county,
          needs fewer questions.
        </p>
      </Note>
    </>
  )
}
