import type { ComposedReading, Composition } from '@tocsin/api'
import { useState } from 'react'
import { useDraft } from '../session/draft.tsx'
import { EMPTY, withPlatform, without, withReading } from './composition.ts'
import type { Kept } from './keep-draft.tsx'
import { countOf } from '../words/count-of.ts'

type Read = { name: string; reading: ComposedReading; repeated: number; isSecondClaim: boolean }
type Form = { composition: Composition; version: number }

/** What is being composed, kept in this tab; `onChange` is called when what was made of it is no longer of it. */
export function useComposition(kept: Kept | undefined, onChange: () => void) {
  const name = kept ? `compose/${kept.id}` : 'compose/new'
  const form = useDraft<Form>(name, {
    composition: kept?.composition ?? EMPTY,
    version: kept?.version ?? 0,
  })
  const { composition, version } = form.value
  const [readings, setReadings] = useState<readonly Read[]>([])
  const [told, setTold] = useState('')
  const change = (make: (now: Composition) => Composition) => {
    form.set((now) => ({ ...now, composition: make(now.composition) }))
    setTold('')
    onChange()
  }
  return {
    name,
    form,
    composition,
    /** The saved version that it was made from. */
    version,
    /** What came of each of the last inputs. */
    readings,
    /** What an act did beside what it was asked. */
    told,
    change,
    remove: (keys: ReadonlySet<string>) => change((now) => without(now, keys)),
    add: (reading: ComposedReading, from: string) => {
      let [repeated, isSecondClaim] = [0, false]
      // Into what stands there now: whoever waited for the reading may have typed meanwhile.
      change((now) => {
        const taken = withReading(now, reading)
        ;({ repeated, isSecondClaim } = taken)
        return taken.next
      })
      const one = { name: from, reading, repeated, isSecondClaim }
      setReadings((before) => [...before, one])
    },
    setPlatform: (keys: ReadonlySet<string>, platform: string) => {
      const { next, merged } = withPlatform(composition, keys, platform)
      change(() => next)
      if (merged > 0)
        setTold(
          `${countOf(merged, 'row')} turned out to be of an account that stood there, and became one with it.`,
        )
    },
    forgetReading: () => setReadings([]),
  }
}
