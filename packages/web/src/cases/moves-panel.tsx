import type { Case, CaseItem, CaseSummary } from '@tocsin/api'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Note } from '../ui/feedback.tsx'
import { MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { casesQuery, itemsQuery, useMerge, usePart, useSplit } from './data.ts'
import { ITEM_NAMES } from './words.ts'

/** Which cases this one was merged into, took in or was split off from, and parting them again. */
export function Beside({ one, isAnalyst }: { one: Case; isAnalyst: boolean }) {
  const { mergedInto, splitFrom, tookIn } = one
  if (!mergedInto && !splitFrom && tookIn.length === 0) return null
  const mayPart = isAnalyst && one.leads && !(one.withoutPlatforms && one.atGate)
  return (
    <Note>
      {mergedInto ? (
        <p>
          This case was merged into <Other {...mergedInto} />. What it held stands there, but for
          items that stood there already; the time line up to then stays here.{' '}
          {mayPart ? <Part id={one.id} /> : null}
        </p>
      ) : null}
      {splitFrom ? (
        <p>
          Split off from <Other {...splitFrom} />.
        </p>
      ) : null}
      {tookIn.map((other) => (
        <p key={other.id}>
          <Other {...other} /> was merged into this case.{' '}
          {mayPart && one.state === 'open' ? <Part id={other.id} /> : null}
        </p>
      ))}
    </Note>
  )
}

function Other({ id, title }: { id?: string; title?: string }) {
  if (id === undefined) return <>a case that you do not read</>
  return (
    <Link to="/cases/$id" params={{ id }}>
      {title}
    </Link>
  )
}

function Part({ id }: { id: string }) {
  const part = usePart()
  return (
    <>
      <BusyButton
        variant="default"
        size="compact-xs"
        busy={part.isPending}
        onClick={() => part.mutate(id)}
      >
        Part them again
      </BusyButton>
      <Fault error={part.error} />
    </>
  )
}

/** For a member that leads the case: merges it into another one that it leads, or splits items off. */
export function MovesPanel({ one }: { one: Case }) {
  return (
    <Panel title="Merge or split">
      <div className="stack">
        <Merge one={one} />
        <details>
          <summary>Split items off into a case of their own</summary>
          <Split one={one} />
        </details>
      </div>
    </Panel>
  )
}

function isLike(one: Case): (other: CaseSummary) => boolean {
  return ({ id, leads, state, group, purpose }) =>
    id !== one.id &&
    leads &&
    state === 'open' &&
    group.id === one.group.id &&
    purpose === one.purpose
}

function Merge({ one }: { one: Case }) {
  const query = useInfiniteQuery(casesQuery())
  const merge = useMerge(one.id)
  const navigate = useNavigate()
  const [into, setInto] = useState('')
  const others = (query.data?.pages ?? []).flatMap(({ items }) => items).filter(isLike(one))
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        // The panel is gone by then: the case that it stands in was merged.
        merge.mutateAsync(into).then(
          ({ id }) => navigate({ to: '/cases/$id', params: { id } }),
          () => undefined,
        )
      }}
    >
      <NativeSelect
        label="Merge this case into"
        description="Another open one of the same group and purpose that your organisation leads. Words stay for whom they were written; it can be taken back."
        value={into}
        onChange={(event) => setInto(event.currentTarget.value)}
        data={[
          { value: '', label: others.length === 0 ? 'there is none' : 'choose' },
          ...others.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <MoreButton query={query} />
      <Fault error={merge.error} />
      <div className="row">
        <BusyButton
          type="submit"
          variant="default"
          busy={merge.isPending}
          missing={[into === '' && 'the other case']}
        >
          Merge it
        </BusyButton>
      </div>
    </form>
  )
}

function Split({ one }: { one: Case }) {
  const query = useInfiniteQuery(itemsQuery(one.id))
  const split = useSplit(one.id)
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<string[]>([])
  const [title, setTitle] = useState('')
  const send = () =>
    split.mutate(
      { items: chosen, ...(title.trim() === '' ? {} : { title: title.trim() }) },
      { onSuccess: ({ id }) => void navigate({ to: '/cases/$id', params: { id } }) },
    )
  return (
    <div className="stack">
      <p className="soft small">
        Everybody who was invited to this case is invited to the new one, and joins anew. Steps and
        plans stay here. To take it back, merge the new case into this one.
      </p>
      <Loaded query={query} what="items">
        {({ pages }) => (
          <Checkbox.Group label="Items" value={chosen} onChange={setChosen}>
            <div className="stack">
              {pages
                .flatMap((page) => page.items)
                .filter((item): item is CaseItem => 'id' in item && !item.takenOut)
                .map((item) => (
                  <Checkbox
                    key={item.id}
                    value={item.id}
                    label={`${ITEM_NAMES[item.kind]}: ${item.title}`}
                  />
                ))}
            </div>
          </Checkbox.Group>
        )}
      </Loaded>
      <MoreButton query={query} />
      <TextInput
        label="Title of the new case"
        description="Without one the exchange names it by its day."
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Fault error={split.error} />
      <div className="row">
        <BusyButton
          variant="default"
          busy={split.isPending}
          missing={[chosen.length === 0 && 'at least one item']}
          onClick={send}
        >
          Split them off
        </BusyButton>
      </div>
    </div>
  )
}
