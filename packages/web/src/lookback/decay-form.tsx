import { KEPT_DAYS, type KindDecay, type Lookback } from '@tocsin/api'
import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { Fault, Said } from '../ui/feedback.tsx'
import { useSetLookback } from './data.ts'
import { KEPT_KIND_NAMES } from './words.ts'

type Field = number | string

/** How long lists are kept, how confidence decays by kind, and how much of it must be left. */
export function DecayForm({ kept }: { kept: Lookback }) {
  const [days, setDays] = useState<Field>(kept.days)
  const [least, setLeast] = useState<Field>(kept.minScore)
  const [decay, setDecay] = useState<KindDecay[]>(kept.decay)
  const set = useSetLookback()
  const isSound = isWithin(days, 1, KEPT_DAYS.most) && isWithin(least, 0, 100)
  const change = (kind: KindDecay['kind'], part: Partial<KindDecay>) =>
    setDecay((before) => before.map((one) => (one.kind === kind ? { ...one, ...part } : one)))
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (isSound) set.mutate({ days: Number(days), minScore: Number(least), decay })
      }}
    >
      <NumberInput
        label="Days that a list is kept"
        description="From the day it came; those that are there too."
        min={1}
        max={KEPT_DAYS.most}
        allowDecimal={false}
        value={days}
        onChange={setDays}
      />
      <NumberInput
        label="Confidence that must be left"
        description="From 0, where age keeps nothing out, to 100; for what is looked for from now on. One whose age is not known is always looked for."
        min={0}
        max={100}
        allowDecimal={false}
        value={least}
        onChange={setLeast}
      />
      <DecayByKind decay={decay} onChange={change} />
      <Fault error={set.error} />
      {set.isSuccess ? <Said>Set for what is looked for from now on.</Said> : null}
      <div className="row">
        <Button type="submit" variant="default" disabled={!isSound}>
          Set
        </Button>
      </div>
    </form>
  )
}

function DecayByKind(props: {
  decay: readonly KindDecay[]
  onChange: (kind: KindDecay['kind'], part: Partial<KindDecay>) => void
}) {
  const { decay, onChange: change } = props
  return (
    <details>
      <summary>How confidence decays by kind</summary>
      <p className="soft small">
        Left is: stated x (1 - (age / lifetime) ^ (1 / speed)), and nothing after the lifetime.
        Where a sender states no confidence it counts as 100. The usual numbers are a choice, no
        measurement. The object itself is never changed.
      </p>
      {decay.map((one) => (
        <div className="row" key={one.kind}>
          <NumberInput
            label={`${KEPT_KIND_NAMES[one.kind][1]}: lifetime in days`}
            description="Empty: it does not age"
            min={1}
            max={3650}
            allowDecimal={false}
            value={one.days ?? ''}
            onChange={(value) =>
              change(one.kind, { days: isWithin(value, 1, 3650) ? Number(value) : null })
            }
          />
          <NumberInput
            label="speed"
            description="Larger: more is lost at first"
            min={0.1}
            max={10}
            step={0.5}
            value={one.speed}
            onChange={(value) =>
              isWithin(value, 0.1, 10) ? change(one.kind, { speed: Number(value) }) : undefined
            }
          />
        </div>
      ))}
    </details>
  )
}

function isWithin(value: Field, min: number, max: number): boolean {
  return value !== '' && Number(value) >= min && Number(value) <= max
}
