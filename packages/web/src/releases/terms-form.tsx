import {
  PURPOSE_NAMES,
  type Group,
  type Pap,
  type Purpose,
  type TemplateDraft,
  type Terms,
  type Tlp,
} from '@tocsin/api'
import { NativeSelect, TextInput } from '@mantine/core'
import { CharterEnded } from '../ui/charter-ended.tsx'
import { PapMark, TlpMark } from '../ui/marks.tsx'
import { fromField, toField } from '../words/time.ts'
import { levelsUpTo, PAP_LEVELS, tlpLabel } from '../words/tlp.ts'
import { AudienceChoice } from './audience-choice.tsx'
import { termsFor, withChosen } from './terms.ts'

type Part = {
  group: Group
  terms: Terms
  template: TemplateDraft | undefined
  set: (change: Partial<Terms>) => void
}

/** The terms of a release. No group is chosen for anybody; once one is, its charter gives the rest. */
export function TermsForm(props: {
  groups: Group[]
  terms: Terms | undefined
  /** That the release began with, where it began with one. */
  template?: TemplateDraft | undefined
  onChange: (terms: Terms | undefined) => void
}) {
  const { groups, terms } = props
  const group = groups.find((one) => one.id === terms?.groupId)
  return (
    <div className="stack">
      <AudienceChoice groups={groups} terms={terms} onChange={props.onChange} />
      <NativeSelect
        label="Group"
        required
        description={group?.charter ?? 'Its charter gives the basis, markings and purposes'}
        value={group?.id ?? ''}
        onChange={(event) => {
          const next = groups.find((one) => one.id === event.currentTarget.value)
          props.onChange(next && termsFor(next, terms))
        }}
        data={[
          { value: '', label: 'choose' },
          ...groups.map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      {group?.ended ? <CharterEnded group={group} /> : null}
      {group && terms ? (
        <CharterTerms
          group={group}
          terms={terms}
          template={props.template}
          set={(change) => props.onChange({ ...terms, ...change })}
        />
      ) : null}
    </div>
  )
}

function CharterTerms(props: Part) {
  const { group, terms, template, set } = props
  return (
    <>
      <Markings {...props} />
      <div className="fields">
        <NativeSelect
          label="Purpose"
          description={wordsOfPurpose(terms, group, template)}
          value={terms.purpose}
          onChange={(event) => set({ purpose: event.currentTarget.value as Purpose })}
          data={withChosen(
            group.purposes.map((value) => ({ value, label: PURPOSE_NAMES[value] })),
            { value: terms.purpose, label: PURPOSE_NAMES[terms.purpose] },
          )}
        />
        <TextInput
          label="Expires"
          description="Optional; holders are then to delete it"
          type="datetime-local"
          value={terms.expiresAt ? toField(terms.expiresAt) : ''}
          onChange={(event) => set({ expiresAt: fromField(event.currentTarget.value) })}
        />
      </div>
      <TextInput
        label="Basis"
        description={
          terms.basis === group.legalBasis
            ? 'The law, contract or charter you rely on; this is the one of the group'
            : `The law, contract or charter you rely on; the group's own is: ${group.legalBasis}`
        }
        required
        maxLength={300}
        value={terms.basis}
        onChange={(event) => set({ basis: event.currentTarget.value })}
      />
    </>
  )
}

/** Whether the purpose is the template's, and where it cannot be. */
function wordsOfPurpose(
  terms: Terms,
  { purposes }: Group,
  template: TemplateDraft | undefined,
): string | undefined {
  const wanted = template?.purpose
  if (!template || !wanted) return undefined
  if (!purposes.includes(wanted))
    return `That of the template ${template.name}, “${PURPOSE_NAMES[wanted]}”, is none of this group's`
  return terms.purpose === wanted ? `From the template ${template.name}` : undefined
}

function Markings({ group, terms, set }: Omit<Part, 'template'>) {
  return (
    <div className="fields">
      <div>
        <NativeSelect
          label="Who may see it (TLP)"
          value={terms.tlp}
          onChange={(event) => set({ tlp: event.currentTarget.value as Tlp })}
          data={withChosen(
            levelsUpTo(group.maxTlp).map(({ value, label, meaning }) => ({
              value,
              label: `${label}: ${meaning}`,
            })),
            { value: terms.tlp, label: tlpLabel(terms.tlp) },
          )}
        />
        <TlpMark tlp={terms.tlp} />
      </div>
      <div>
        <NativeSelect
          label="What may be done with it (PAP)"
          value={terms.pap}
          onChange={(event) => set({ pap: event.currentTarget.value as Pap })}
          data={PAP_LEVELS.map(({ value, label, meaning }) => ({
            value,
            label: `${label}: ${meaning}`,
          }))}
        />
        <PapMark pap={terms.pap} />
      </div>
    </div>
  )
}
