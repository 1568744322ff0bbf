import type { findAffected, NoticeDraft, ReplyOf } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { useFindAffected, vendorsQuery } from '../vendors/data.ts'
import { SYSTEM_KIND_NAMES } from '../vendors/words.ts'
import { countOf } from '../words/count-of.ts'
import type { PickedOffice } from './targets.ts'

type About = NonNullable<NoticeDraft['affected']>

/** Makes a notice one about a vendor or a system: all who run it and the vendor itself are told. */
export function AffectedPicker(props: {
  affected: About | undefined
  onChange: (affected: About | undefined, offices: PickedOffice[]) => void
}) {
  const [about, setAbout] = useState(() => toKey(props.affected))
  const vendors = useQuery(vendorsQuery(''))
  const find = useFindAffected()
  const items = vendors.data?.items ?? []
  if (items.length === 0) return null
  const options = items.flatMap((vendor) => [
    { value: vendor.id, label: `${vendor.name}: any of its systems` },
    ...vendor.systems.map((system) => ({
      value: `${vendor.id} ${system.id}`,
      label: `${vendor.name}: ${system.name} ${system.version ?? ''} (${SYSTEM_KIND_NAMES[system.kind]})`,
    })),
  ])
  const add = () => {
    const [vendor = '', system] = about.split(' ')
    const wanted: About = { vendor, ...(system ? { system } : {}) }
    find.mutate(wanted, {
      onSuccess: ({ offices }) =>
        props.onChange(
          wanted,
          offices.map(({ places: _places, ...office }) => office),
        ),
    })
  }
  return (
    <div className="stack">
      <div className="row row-end">
        <NativeSelect
          label="About a vendor or system"
          value={about}
          onChange={(event) => {
            setAbout(event.currentTarget.value)
            find.reset()
            if (event.currentTarget.value === '') props.onChange(undefined, [])
          }}
          data={[{ value: '', label: 'none' }, ...options]}
        />
        <BusyButton variant="default" disabled={about === ''} busy={find.isPending} onClick={add}>
          Add all who run it, and the vendor
        </BusyButton>
      </div>
      {about !== toKey(props.affected) && !find.isPending ? (
        <NotYet isAboutAnother={props.affected !== undefined} />
      ) : null}
      <Fault error={find.error ?? vendors.error} />
      {find.data ? <WhatWasAdded found={find.data} /> : null}
    </div>
  )
}

/** What is chosen is not what the notice is about. */
function NotYet({ isAboutAnother }: { isAboutAnother: boolean }) {
  return (
    <Note tone="warn">
      <p>
        {isAboutAnother
          ? 'The notice is still about what you chose before: press the button, or choose none.'
          : 'The notice is not about it until you press the button.'}
      </p>
    </Note>
  )
}

function WhatWasAdded({ found }: { found: ReplyOf<typeof findAffected> }) {
  const { places, offices, nobodyAnswers } = found
  return (
    <Said>
      By what is on file for today {countOf(places, 'place runs', 'places run')} it:{' '}
      {countOf(offices.length, 'addressee')} are among the offices below, the vendor one of them.
      The look is on record.
      {nobodyAnswers > 0 ? ` For ${countOf(nobodyAnswers, 'place')} no office answers.` : ''}
    </Said>
  )
}

function toKey(affected: About | undefined): string {
  return affected ? [affected.vendor, affected.system].filter(Boolean).join(' ') : ''
}
