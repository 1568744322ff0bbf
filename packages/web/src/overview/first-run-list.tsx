import type { BodyOf, FirstRunItem, stateFirstRun } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Tag, type Tone } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { useStateFirstRun } from './data.ts'
import { describeFound, ITEM_WORDS, STATES, todoOf } from './first-run-words.ts'

const TONES: Record<FirstRunItem['state'], Tone> = {
  done: 'good',
  open: 'warn',
  cannot: 'plain',
  unknown: 'bad',
}

type Stated = BodyOf<typeof stateFirstRun>['item']
const BUTTONS: Record<Stated, string> = {
  'policies-read': 'I have read the rules in force',
  'restore-tried': 'I brought a backup back',
}

/** Things that have to be so, each with how it is found and what it takes. */
export function FirstRunList(props: { items: readonly FirstRunItem[] }) {
  return (
    <ul className="cards first-run">
      {props.items.map((one) => (
        <li key={one.id} className="card">
          <Item item={one} />
        </li>
      ))}
    </ul>
  )
}

function Item({ item }: { item: FirstRunItem }) {
  const { title, to, link } = ITEM_WORDS[item.id]
  const found = describeFound(item)
  const leads = item.state !== 'done' && to !== undefined
  const isStated = item.state === 'open' && item.id in BUTTONS
  return (
    <>
      <span className="row">
        <Tag tone={TONES[item.state]}>{STATES[item.state]}</Tag>
        <strong>{title}</strong>
      </span>
      {found === '' && !item.at ? null : (
        <p>
          {found} {item.at ? <Last item={item} at={item.at} /> : null}
        </p>
      )}
      {item.state === 'done' ? null : <p className="soft">{todoOf(item)}</p>}
      {leads || isStated ? (
        <span className="row">
          {leads ? <Leads to={to} name={link ?? to} /> : null}
          {isStated ? <StateIt item={item.id as Stated} /> : null}
        </span>
      ) : null}
    </>
  )
}

/** A page that needs no account is none of the desk's. */
function Leads(props: { to: string; name: string }) {
  return props.to === '/about' ? (
    <a href={props.to}>{props.name}</a>
  ) : (
    <Link to={props.to}>{props.name}</Link>
  )
}

function Last({ item, at }: { item: FirstRunItem; at: string }) {
  return (
    <>
      {item.by === undefined ? 'Last' : `${item.by} said so`} <When at={at} />.
    </>
  )
}

function StateIt({ item }: { item: Stated }) {
  const state = useStateFirstRun()
  return (
    <>
      <BusyButton
        size="xs"
        variant="default"
        busy={state.isPending}
        onClick={() => state.mutate(item)}
      >
        {BUTTONS[item]}
      </BusyButton>
      <Fault error={state.error} />
    </>
  )
}
