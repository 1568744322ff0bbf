import { UndirectedGraph } from 'graphology'
import Sigma from 'sigma'
import { communityColour, lookOfEdge, lookOfNode, type Focus } from './network-look.ts'
import { neighboursOf, sizeOf, type Layout, type Network } from './network.ts'

export type NetworkCanvas = {
  select: (node: number | undefined) => void
  /** Lets all that does not touch a range of time step back; `undefined` is all of the time. */
  touch: (touched: Focus['touched']) => void
  goTo: (node: number) => void
  zoom: (factor: number) => void
  reset: () => void
  close: () => void
}

/** Draws a laid-out network into a box and tells which account is pressed; `undefined` is the background. */
export function drawNetwork(
  box: HTMLElement,
  network: Network,
  layout: Layout,
  onPress: (node: number | undefined) => void,
): NetworkCanvas {
  const style = getComputedStyle(box)
  const faded = style.getPropertyValue('--line').trim()
  const ink = style.getPropertyValue('--ink').trim()
  const graph = toGraph(network, layout, faded)
  let focus: Focus = { selected: undefined, neighbours: new Set() }
  const sigma = new Sigma(graph, box, {
    labelColor: { color: ink },
    labelFont: style.fontFamily,
    labelSize: 12,
    labelRenderedSizeThreshold: network.accounts.length > 300 ? 12 : 7,
    defaultDrawNodeHover: drawHover(style.getPropertyValue('--panel').trim(), ink),
    hideEdgesOnMove: network.sources.length > 5000,
    // The box may be hidden while the rest of the screen loads; the observer draws once it has a size.
    allowInvalidContainer: true,
    zIndex: true,
    nodeReducer: (node, look) => lookOfNode(node, look as never, focus, faded),
    edgeReducer: (edge, look) => lookOfEdge(graph.extremities(edge), look as never, focus),
  })
  sigma.on('clickNode', ({ node }) => onPress(Number(node)))
  sigma.on('clickStage', () => onPress(undefined))
  const camera = sigma.getCamera()
  const observer = new ResizeObserver(() => sigma.resize().refresh())
  observer.observe(box)
  return {
    select: (node) => {
      const { touched } = focus
      focus =
        node === undefined
          ? { selected: undefined, neighbours: new Set(), touched }
          : { selected: String(node), neighbours: toKeys(neighboursOf(network, node)), touched }
      sigma.refresh({ skipIndexation: true })
    },
    touch: (touched) => {
      focus = { ...focus, touched }
      sigma.refresh({ skipIndexation: true })
    },
    goTo: (node) => {
      const at = sigma.getNodeDisplayData(String(node))
      if (at) void camera.animate({ x: at.x, y: at.y, ratio: 0.35 }, { duration: 300 })
    },
    zoom: (factor) => void camera.animate({ ratio: camera.ratio / factor }, { duration: 200 }),
    reset: () => void camera.animatedReset({ duration: 300 }),
    close: () => {
      observer.disconnect()
      sigma.kill()
    },
  }
}

function toKeys(nodes: Set<number>): Set<string> {
  return new Set(Array.from(nodes, String))
}

function toGraph(network: Network, layout: Layout, line: string): UndirectedGraph {
  const graph = new UndirectedGraph()
  for (const [node, label] of network.accounts.entries()) {
    graph.addNode(node, {
      label,
      x: layout.positions[2 * node],
      y: layout.positions[2 * node + 1],
      size: sizeOf(network.degrees[node] ?? 0, network.accounts.length),
      color: communityColour(layout.communities[node] ?? 0),
    })
  }
  for (let edge = 0; edge < network.sources.length; edge++) {
    const size = Math.min(4, 0.5 + Math.log10(1 + (network.weights[edge] ?? 0)))
    graph.mergeEdge(network.sources[edge], network.targets[edge], {
      size,
      color: line,
      place: network.places[edge],
    })
  }
  return graph
}

type Hover = { x: number; y: number; size: number; label: string | null }

/** A label on a plate in the page's own colours, since the library's is white in the dark too. */
function drawHover(plate: string, ink: string) {
  return (
    context: CanvasRenderingContext2D,
    data: Hover,
    settings: { labelSize: number; labelFont: string },
  ) => {
    context.beginPath()
    context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI)
    context.strokeStyle = ink
    context.lineWidth = 2
    context.stroke()
    if (!data.label) return
    context.font = `600 ${settings.labelSize}px ${settings.labelFont}`
    const width = context.measureText(data.label).width
    const x = data.x + data.size + 7
    context.fillStyle = plate
    context.fillRect(x - 3, data.y - settings.labelSize / 2 - 4, width + 6, settings.labelSize + 8)
    context.fillStyle = ink
    context.fillText(data.label, x, data.y + settings.labelSize / 3)
  }
}
