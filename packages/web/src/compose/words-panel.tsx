import type { Composition } from '@tocsin/api'
import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { Panel } from '../ui/page.tsx'

/** What it is about, in a line and in sentences. */
export function WordsPanel(props: {
  composition: Composition
  onChange: (change: Partial<Composition>) => void
}) {
  const { composition, onChange } = props
  const canBeLookedFor = composition.items.some(
    ({ kind }) => kind !== 'account' && kind !== 'object',
  )
  return (
    <Panel title="What it is about">
      <div className="stack">
        <TextInput
          label="In one line"
          required
          maxLength={300}
          value={composition.title}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
        />
        <Textarea
          label="In sentences"
          description="Optional; it goes along as a note. Alone it is a bulletin."
          autosize
          minRows={3}
          maxRows={16}
          maxLength={20000}
          value={composition.words}
          onChange={(event) => onChange({ words: event.currentTarget.value })}
        />
        {canBeLookedFor ? (
          <Checkbox
            label="Also as indicators, for machines to look for domains, links, addresses and hashes"
            checked={composition.lookFor}
            onChange={(event) => onChange({ lookFor: event.currentTarget.checked })}
          />
        ) : null}
      </div>
    </Panel>
  )
}
