import { useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { listenLive, type LiveState } from './data.ts'
import { useSpeech } from '../ui/language.tsx'

type Live = {
  state: LiveState
  /** Subjects that arrived while this desk was open, for marking what is new. */
  fresh: ReadonlySet<string>
}

const LiveContext = createContext<Live>({ state: 'connecting', fresh: new Set() })

/** Keeps one stream open for the whole desk. */
export function LiveProvider(props: { children: ReactNode }) {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  useEffect(
    () =>
      listenLive(client, setState, (event) => {
        if (event.kind === 'release.received') setFresh((old) => new Set(old).add(event.subject))
      }),
    [client],
  )
  const live = useMemo(() => ({ state, fresh }), [state, fresh])
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
