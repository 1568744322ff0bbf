import type { Tlp } from '@tocsin/api'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { releasesQuery } from '../releases/data.ts'
import { TlpMark } from '../ui/marks.tsx'
import { TLP_LEVELS } from '../words/tlp.ts'
import type { NoticeForm } from './notice-form.ts'

/** Kind, marking and time to answer of a notice. */
export function NoticeTerms(props: {
  form: NoticeForm
  onChange: (change: Partial<NoticeForm>) => void
}) {
  const { form, onChange } = props
  const sent = useInfiniteQuery(releasesQuery('out'))
  const received = useInfiniteQuery(releasesQuery('in'))
  const releases = [sent, received].flatMap(
    (one) => one.data?.pages.flatMap((page) => page.items) ?? [],
  )
  return (
    <div className="fields">
      <NativeSelect
        label="Kind"
        description="An advisory can never be tied to an account or address"
        value={form.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as NoticeForm['kind'] })}
        data={[
          { value: 'notice', label: 'Notice about a fact' },
          { value: 'advisory', label: 'General advisory' },
        ]}
      />
      <div>
        <NativeSelect
          label="Who may see it (TLP)"
          value={form.tlp}
          onChange={(event) => onChange({ tlp: event.currentTarget.value as Tlp })}
          data={TLP_LEVELS.map(({ value, label, meaning }) => ({
            value,
            label: `${label}: ${meaning}`,
          }))}
        />
        <TlpMark tlp={form.tlp} />
      </div>
      <TextInput
        label="Answer within (minutes)"
        description="After that the next person at the office is told"
        type="number"
        min="1"
        max="10080"
        value={form.minutes}
        onChange={(event) => onChange({ minutes: event.currentTarget.value })}
      />
      <Severe {...props} />
      {form.kind === 'notice' ? (
        <NativeSelect
          label="About a release"
          description="Optional"
          value={form.releaseId}
          onChange={(event) => onChange({ releaseId: event.currentTarget.value })}
          data={[
            { value: '', label: 'none' },
            ...releases.map((one) => ({ value: one.id, label: one.title })),
          ]}
        />
      ) : null}
    </div>
  )
}

/** It goes to numbers at night too, where it could not be answered in time otherwise. */
function Severe(props: { form: NoticeForm; onChange: (change: Partial<NoticeForm>) => void }) {
  const { form, onChange } = props
  return (
    <Checkbox
      label="Cannot wait for the morning"
      description="Numbers are used outside the hours on file where these begin only after the time to answer"
      checked={form.severe ?? false}
      onChange={(event) => onChange({ severe: event.currentTarget.checked })}
    />
  )
}
