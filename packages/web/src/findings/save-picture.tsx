import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { saveBlob, saveText } from '../ui/save.ts'
import { toDrawing, toPng, toSvg } from './network-drawing.ts'
import type { Layout, Network } from './network.ts'

/** For paper, whatever colours the screen has. */
const COLOURS = { paper: '#ffffff', ink: '#16212b', soft: '#51606d', line: '#d5dce1' }

/** The whole network as a file for a paper or a slide, laid out as on the screen. */
export function SavePicture(props: {
  network: Network
  layout: Layout | undefined
  told: readonly string[]
  name: string
}) {
  const { network, layout, told, name } = props
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const draw = () => {
    if (!layout) throw new Error('The picture is still being laid out.')
    return toDrawing(network, layout, { told, colours: COLOURS })
  }
  const savePng = async () => {
    setBusy(true)
    setError(undefined)
    try {
      saveBlob(`${name}.png`, await toPng(draw()))
    } catch (cause) {
      setError(cause)
    }
    setBusy(false)
  }
  return (
    <div className="row">
      <BusyButton
        variant="default"
        size="xs"
        busy={!layout || busy}
        onClick={() => saveText(`${name}.svg`, toSvg(draw()))}
      >
        Save as SVG
      </BusyButton>
      <BusyButton variant="default" size="xs" busy={!layout || busy} onClick={() => void savePng()}>
        Save as PNG
      </BusyButton>
      <span className="soft small">The whole network with its names, under no marking.</span>
      <Fault error={error} />
    </div>
  )
}
