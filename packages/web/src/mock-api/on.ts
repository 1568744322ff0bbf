/** How a route is answered from memory. */
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, Route } from '@tocsin/api'

type Call = { params: Record<string, string>; query: Record<string, string>; body: unknown }
export type MockHandler = { route: Route; answer: (call: Call) => unknown }

export function on<T extends Route>(
  route: T,
  answer: (call: { params: ParamsOf<T>; query: QueryOf<T>; body: BodyOf<T> }) => ReplyOf<T>,
): MockHandler {
  return { route, answer: answer as unknown as MockHandler['answer'] }
}

export class Missing extends Error {}

export function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Missing('there is no such thing here')
  return value
}
