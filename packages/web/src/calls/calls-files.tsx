import type { CallFilter } from '@tocsin/api'
import { useMutation } from '@tanstack/react-query'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { saveBlob } from '../ui/save.ts'
import { fetchCalls } from './data.ts'

/** The list as it is filtered now, as files. */
export function CallsFiles({ filter }: { filter: CallFilter }) {
  const save = useMutation({
    mutationFn: (format: 'csv' | 'pdf') => fetchCalls(filter, format),
    onSuccess: ({ name, blob }) => saveBlob(name, blob),
  })
  const isBusy = (format: string) => save.isPending && save.variables === format
  return (
    <>
      <BusyButton
        variant="default"
        size="xs"
        busy={isBusy('csv')}
        onClick={() => save.mutate('csv')}
      >
        CSV of this list
      </BusyButton>
      <BusyButton
        variant="default"
        size="xs"
        busy={isBusy('pdf')}
        onClick={() => save.mutate('pdf')}
      >
        One page for the briefing (PDF)
      </BusyButton>
      <Fault error={save.error} />
    </>
  )
}
