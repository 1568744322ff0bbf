import type { LiveEvent } from '@tocsin/api'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { listenLive, type LiveState } from './data.ts'
import { useSpeech } from '../ui/language.tsx'

type Live = {
  state: LiveState
  /** Subjects that arrived while this desk was open, for marking what is new. */
  fresh: ReadonlySet<string>
  last: LiveEvent | undefined
}

const LiveContext = createContext<Live>({ state: 'connecting', fresh: new Set(), last: undefined })

/** Keeps one stream open for the whole desk. */
export function LiveProvider(props: { children: ReactNode }) {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<LiveEvent>()
  useEffect(
    () =>
      listenLive(client, setState, (event) => {
        setLast(event)
        if (event.kind === 'release.received') setFresh((old) => new Set(old).add(event.subject))
      }),
    [client],
  )
  const live = useMemo(() => ({ state, fresh, last }), [state, fresh, last])
  return <LiveContext.Provider value={live}>{props.children}</LiveContext.Provider>
}

export function useLive(): Live {
  return useContext(LiveContext)
}

export function LiveDot() {
  const { state } = useLive()
  const { desk } = useSpeech()
  return (
    <output className="live" data-state={state}>
      {desk.live[state]}
    </output>
  )
}

/** Says arrivals aloud, wherever the person is on the desk. */
export function LiveNews() {
  const { last } = useLive()
  const { desk } = useSpeech()
  const words =
    last?.kind === 'release.received'
      ? desk.newShared
      : last?.kind === 'release.recalled'
        ? desk.newRecall
        : ''
  return <output className="hidden-text">{words}</output>
}
