import { printLetters } from '@tocsin/api'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { callForFile } from '../client.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { saveBlob } from '../ui/save.ts'
import { countOf } from '../words/count-of.ts'

/** Prints the letters of all that nobody reached or that are overdue, as one file. */
export function PrintLetters(props: { id: string }) {
  const client = useQueryClient()
  const print = useMutation({
    mutationFn: () => fetchLetters(props.id),
    onSuccess: ({ pdf }) => {
      saveBlob(`letters-${props.id}.pdf`, pdf)
      return client.invalidateQueries({ queryKey: ['notices'] })
    },
  })
  return (
    <>
      <BusyButton variant="default" size="xs" busy={print.isPending} onClick={() => print.mutate()}>
        Letters to who is not reached
      </BusyButton>
      <Fault error={print.error} />
      {print.data ? (
        <Said>
          {countOf(print.data.letters, 'letter')} in one file. They are on record as printed, and
          tell nobody anything until somebody sends them.
        </Said>
      ) : null}
    </>
  )
}

async function fetchLetters(id: string): Promise<{ pdf: Blob; letters: number }> {
  const { blob, headers } = await callForFile(printLetters, { params: { id }, body: {} })
  return { pdf: blob, letters: Number(headers.get('x-letters')) }
}
