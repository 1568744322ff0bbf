import { Button, useComputedColorScheme } from '@mantine/core'
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { Touched } from './brush.ts'
import { SavePicture } from './save-picture.tsx'
import type { Layout, Network } from './network.ts'
import { Busy, Fault } from '../ui/feedback.tsx'
import { drawNetwork, type NetworkCanvas } from './network-canvas.ts'

type Props = {
  network: Network
  selected: number | undefined
  /** What touches the range of time that was chosen. */
  touched?: Touched | undefined
  /** What a picture that is saved says of itself, line by line, and its name; none is saved of what stands under a marking. */
  saved?: { told: readonly string[]; name: string }
  onSelect: (node: number | undefined) => void
}

/** The network to look at: pan, zoom, press an account. Whoever cannot use it has the members table. */
export function NetworkPicture(props: Props) {
  const { network } = props
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false })
  const { layout, fault } = useLayout(network)
  const box = useRef<HTMLDivElement>(null)
  const canvas = useCanvas(box, network, layout, scheme, props)
  return (
    <div className="stack">
      <AccountSearch
        network={network}
        onSelect={(node) => {
          props.onSelect(node)
          canvas.current?.goTo(node)
        }}
      />
      <div className="network">
        <div ref={box} className="network-box" aria-hidden="true" />
        {layout || fault ? null : <Busy what="the picture of the network" />}
        <Fault error={fault} />
        <div className="network-tools">
          <Button
            variant="default"
            size="compact-sm"
            aria-label="Zoom in"
            onClick={() => canvas.current?.zoom(1.5)}
          >
            +
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            aria-label="Zoom out"
            onClick={() => canvas.current?.zoom(1 / 1.5)}
          >
            −
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => {
              props.onSelect(undefined)
              canvas.current?.reset()
            }}
          >
            Whole
          </Button>
        </div>
      </div>
      {props.saved ? <SavePicture network={network} layout={layout} {...props.saved} /> : null}
      <p className="soft small">
        Each dot is an account, larger the more accounts it acted with; lines join accounts that
        acted together; colours are groups that hang together closely. The table of members holds
        the same for the keyboard.
      </p>
    </div>
  )
}

/** Accounts that the list of suggestions holds, so that typing stays quick. */
const SUGGESTED = 2000

function AccountSearch(props: { network: Network; onSelect: (node: number) => void }) {
  const { accounts } = props.network
  const places = useMemo(
    () => new Map(accounts.map((account, node) => [account, node])),
    [accounts],
  )
  return (
    <label className="network-search">
      <span>Find an account</span>
      <input
        list="network-accounts"
        autoComplete="off"
        onChange={(event) => {
          const node = places.get(event.currentTarget.value.trim())
          if (node !== undefined) props.onSelect(node)
        }}
      />
      <datalist id="network-accounts">
        {accounts.slice(0, SUGGESTED).map((account) => (
          <option key={account} value={account} aria-label={account} />
        ))}
      </datalist>
      {accounts.length > SUGGESTED ? (
        <span className="soft small">
          Suggests the first {SUGGESTED} of {accounts.length} accounts; type the whole name of any
          other.
        </span>
      ) : null}
    </label>
  )
}

/** Lays out beside the page, so that two thousand accounts do not hold it up. */
function useLayout(network: Network): { layout?: Layout; fault?: Error } {
  const [done, setDone] = useState<{ of: Network; layout?: Layout; fault?: Error }>()
  useEffect(() => {
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), {
      type: 'module',
    })
    worker.addEventListener('message', (event: MessageEvent<Layout>) =>
      setDone({ of: network, layout: event.data }),
    )
    worker.addEventListener('error', () =>
      setDone({ of: network, fault: new Error('The picture cannot be drawn; use the table.') }),
    )
    worker.postMessage(network)
    return () => worker.terminate()
  }, [network])
  return done?.of === network ? done : {}
}

function useCanvas(
  box: RefObject<HTMLDivElement | null>,
  network: Network,
  layout: Layout | undefined,
  scheme: string,
  props: Props,
): RefObject<NetworkCanvas | undefined> {
  const canvas = useRef<NetworkCanvas>(undefined)
  const onSelect = useRef(props.onSelect)
  useEffect(() => {
    onSelect.current = props.onSelect
  })
  useEffect(() => {
    if (!box.current || !layout) return undefined
    const drawn = drawNetwork(box.current, network, layout, (node) => onSelect.current(node))
    canvas.current = drawn
    return () => {
      canvas.current = undefined
      drawn.close()
    }
  }, [box, network, layout, scheme])
  useEffect(() => {
    canvas.current?.select(props.selected)
  }, [props.selected, layout, scheme])
  useEffect(() => {
    canvas.current?.touch(props.touched)
  }, [props.touched, layout, scheme])
  return canvas
}
