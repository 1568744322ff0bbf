/** What STIX is made of: a finding as this detector makes it, or as any findings file holds it, also one of before. */
export type ToldFinding = {
  readonly trace: string
  readonly summary: string
  readonly score: number
  readonly q: number | null
  readonly confidence?: number | null
  readonly verdict?: string
  readonly explainedBy?: string | null
  readonly network?: string
  readonly members: readonly ToldMember[]
  readonly membersTotal: number
  readonly edges: readonly ToldEdge[]
  readonly edgesTotal: number
  readonly evidence: readonly ToldEvidence[]
  readonly evidenceTotal: number
  readonly moments?: readonly ToldMoment[]
  readonly traces?: readonly { trace: string; objects: number; posts: number; accounts: number }[]
  readonly chance?: { pairs: number; observed: number; expected: number } | null
  readonly techniques?: readonly { id: string; name: string }[]
  readonly counterEvidence?: readonly { explanation: string; holds: boolean; detail: string }[]
  readonly caveats: readonly string[]
  readonly parameters: ToldParameters
}

type ToldParameters = {
  readonly trace: string
  readonly window: number | null
  readonly everyScale?: boolean
  readonly minWeight: number
}

type ToldMember = {
  readonly account: string
  readonly score: number
  readonly posts: number
  readonly matched: number
  readonly q?: number | null
  readonly led?: number
  readonly followed?: number
  readonly lead?: number
}

type ToldEdge = {
  readonly a: number
  readonly b: number
  readonly objects: number
  readonly weight: number
  readonly first: string
  readonly last: string
}

type ToldEvidence = {
  readonly object: string
  readonly accounts: number
  readonly accountsOverall: number
  readonly posts: number
  readonly first: string
  readonly last: string
  readonly rows: readonly { readonly account: string }[]
  readonly rowsTotal: number
}

type ToldMoment = {
  readonly at: string
  readonly seconds: number
  readonly object: string
  readonly accounts: number
  readonly posts: number
}
