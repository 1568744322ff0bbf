import { useMutation, useQueryClient } from '@tanstack/react-query'

/** A change at the exchange that makes the answers under `queryKey` old; one that failed may have met what changed meanwhile. */
export function useChange<I, O>(queryKey: string[], mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey }) })
}
