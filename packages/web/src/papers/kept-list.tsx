import type { Paper, PaperKind, PaperSummary } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { countOf } from '../words/count-of.ts'
import { papersQuery, useDropPaper, useOpenPaper } from './data.ts'

type Props = {
  kind: PaperKind
  /** Such as `draft`, and of several. */
  one: string
  several: string
  /** What the button does with one. */
  act: string
  /** What opening one replaces; without it nothing is asked first. */
  replaces?: string | undefined
  /** The one that is open. */
  open?: string | undefined
  onOpen: (paper: Paper) => void
}

/** What is kept of one kind, a press away; nothing where nothing is kept. */
export function KeptList(props: Props) {
  const { data, error } = useQuery(papersQuery)
  const items = data?.items.filter(({ kind }) => kind === props.kind) ?? []
  if (items.length === 0) return <Fault error={error} />
  return (
    <details className="kept">
      <summary>{countOf(items.length, props.one, props.several)} kept</summary>
      <ul className="plain-list">
        {items.map((paper) => (
          <li key={paper.id} aria-label={paper.name}>
            <Kept paper={paper} {...props} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Kept(props: Props & { paper: PaperSummary }) {
  const { paper, act, replaces, onOpen } = props
  const get = useOpenPaper()
  const drop = useDropPaper()
  const open = () => get.mutate(paper.id, { onSuccess: onOpen })
  return (
    <>
      <p>
        <strong>{paper.name}</strong>{' '}
        <span className="soft small">
          {countOf(paper.offices, 'office')}, saved by {paper.savedBy}, <When at={paper.savedAt} />
          {paper.keptUntil ? (
            <>
              ; deleted on <When at={paper.keptUntil} /> unless it is saved again
            </>
          ) : null}
        </span>
      </p>
      <div className="row">
        {props.open === paper.id ? <span className="small">Open here</span> : null}
        {props.open !== paper.id && replaces ? (
          <ConfirmButton
            label={act}
            name={`${act}: ${paper.name}`}
            title={`${act}?`}
            act={act}
            onAct={open}
          >
            {replaces}
          </ConfirmButton>
        ) : null}
        {props.open !== paper.id && !replaces ? (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`${act}: ${paper.name}`}
            onClick={open}
          >
            {act}
          </Button>
        ) : null}
        <ConfirmButton
          label="Delete"
          name={`Delete ${paper.name}`}
          title={`Delete this ${props.one}?`}
          act="Delete it"
          onAct={() => drop.mutate(paper.id)}
        >
          Nobody of your organisation has it any more. What was sent stays sent.
        </ConfirmButton>
      </div>
      <Fault error={get.error ?? drop.error} />
    </>
  )
}
