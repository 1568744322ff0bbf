import type { Group, Pap, Purpose, Terms, Tlp } from '@tocsin/api'
import { NativeSelect, TextInput } from '@mantine/core'
import { PURPOSE_NAMES } from '../words/names.ts'
import { fromField, toField } from '../words/time.ts'
import { levelsUpTo, PAP_LEVELS } from '../words/tlp.ts'
import { PapMark, TlpMark } from '../ui/marks.tsx'

/** The terms of a release. The markings offered are those that the group's charter admits. */
export function TermsForm(props: {
  groups: Group[]
  terms: Terms
  onChange: (terms: Terms) => void
}) {
  const { groups, terms } = props
  const group = groups.find((one) => one.id === terms.groupId)
  const set = (change: Partial<Terms>) => props.onChange({ ...terms, ...change })
  return (
    <div className="stack">
      <NativeSelect
        label="Group"
        description={group?.charter}
        value={terms.groupId}
        onChange={(event) => {
          const next = groups.find((one) => one.id === event.currentTarget.value)
          if (next) props.onChange(termsFor(next, terms))
        }}
        data={groups.map((one) => ({ value: one.id, label: one.name }))}
      />
      <div className="fields">
        <div>
          <NativeSelect
            label="Who may see it (TLP)"
            value={terms.tlp}
            onChange={(event) => set({ tlp: event.currentTarget.value as Tlp })}
            data={levelsUpTo(group?.maxTlp ?? 'red').map(({ value, label, meaning }) => ({
              value,
              label: `${label}: ${meaning}`,
            }))}
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
      <div className="fields">
        <NativeSelect
          label="Purpose"
          value={terms.purpose}
          onChange={(event) => set({ purpose: event.currentTarget.value as Purpose })}
          data={(group?.purposes ?? []).map((value) => ({ value, label: PURPOSE_NAMES[value] }))}
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
        description="The law, contract or charter you rely on"
        required
        maxLength={300}
        value={terms.basis}
        onChange={(event) => set({ basis: event.currentTarget.value })}
      />
    </div>
  )
}

/** Terms that a group admits, keeping of the former ones what it can. */
export function termsFor(group: Group, former?: Terms): Terms {
  const levels = levelsUpTo(group.maxTlp).map(({ value }) => value)
  const tlp = former && levels.includes(former.tlp) ? former.tlp : (levels.at(-1) ?? 'amber')
  const purpose =
    former && group.purposes.includes(former.purpose) ? former.purpose : group.purposes[0]!
  return {
    groupId: group.id,
    tlp,
    pap: former?.pap ?? 'amber',
    purpose,
    basis: former?.basis || group.legalBasis,
    ...(former?.expiresAt ? { expiresAt: former.expiresAt } : {}),
  }
}
