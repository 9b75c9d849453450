import { useEffect, useRef, useState } from 'preact/hooks'
import { admin } from '../../api/admin'
import { useLive } from '../../api/live'
import type { EventSummary } from '../../api/types'
import { toApiError } from '../../api/use-resource'
import { type ReplayPlan, toRequest } from './replay-plan'

/** The most numbers of one request. */
const MAX_SEQS = 1_000

/** Milliseconds between two looks whether the queue of the integrations is empty. */
const LOOK = 1_500

interface Progress {
  /** `queueing` until each part is replayed, `delivering` until each replay has ended. */
  phase: 'queueing' | 'delivering' | 'done'
  replayed: number
  skipped: number
  delivered: number
  dropped: number
  dead: number
  problem: string | null
}

const START: Progress = {
  phase: 'queueing',
  replayed: 0,
  skipped: 0,
  delivered: 0,
  dropped: 0,
  dead: 0,
  problem: null,
}

/** Replays the parts of a plan one after the other, and counts how the replays end. */
export function useReplay(plan: ReplayPlan, skip: boolean, onReplayed: () => void): Progress {
  const [progress, setProgress] = useState(START)
  const ends = useRef(new Map<string, EventSummary['status']>())
  const since = useRef('')
  const integrations = new Set(plan.parts.map(({ integration }) => integration))
  const { phase } = progress

  useLive(phase !== 'done', ({ events }) => {
    for (const { integration, seq, replay_of, status, received_at } of events) {
      const isEnd = status === 'delivered' || status === 'dropped' || status === 'dead'
      if (replay_of === null || !isEnd || !integrations.has(integration) || received_at < since.current) continue
      ends.current.set(`${integration} ${seq}`, status)
    }
    const count = (wanted: string) => [...ends.current.values()].filter(status => status === wanted).length
    setProgress(old => {
      const next = { ...old, delivered: count('delivered'), dropped: count('dropped'), dead: count('dead') }
      const isDone = old.phase === 'delivering' && ends.current.size >= old.replayed
      return isDone ? { ...next, phase: 'done' } : next
    })
  })

  // One replay for each mounted report.
  useEffect(() => {
    void run()
    async function run() {
      let replayed = 0
      let skipped = 0
      let problem: string | null = null
      try {
        for (const part of plan.parts) {
          const seqs = part.seqs ?? (part.reason === null ? await findSeqs(part.integration) : null)
          for (const chunk of seqs === null ? [null] : toChunks(seqs)) {
            const result = await admin.replay(toRequest({ ...part, seqs: chunk }, skip))
            replayed += result.replayed
            skipped += result.skipped
            setProgress(old => ({ ...old, replayed, skipped }))
          }
        }
      } catch (error) {
        problem = toApiError(error).message
      }
      setProgress(old => ({ ...old, phase: replayed === 0 ? 'done' : 'delivering', problem }))
      onReplayed()
    }
  }, [])

  // The live stream can skip events, so an empty queue ends the wait too.
  useEffect(() => {
    if (phase !== 'delivering') return
    const timer = setInterval(async () => {
      const { integrations: all } = await admin.integrations().catch(() => ({ integrations: [] }))
      const chosen = all.filter(({ name }) => integrations.has(name))
      if (chosen.length === 0 || chosen.some(({ waiting }) => waiting > 0)) return
      setProgress(old => ({ ...old, phase: 'done' }))
    }, LOOK)
    return () => clearInterval(timer)
  }, [phase])
  return progress
}

/** The numbers of the dead letters without a reason: the admin API has no filter for them. */
async function findSeqs(integration: string): Promise<number[]> {
  const seqs: number[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await admin.findEvents({ integration, status: 'dead', limit: 500, ...(cursor && { cursor }) })
    for (const { seq, reason } of page.events) if (reason === null) seqs.push(seq)
    cursor = page.has_more ? page.next_cursor : null
  }
  return seqs
}

const toChunks = (seqs: number[]): number[][] =>
  Array.from({ length: Math.ceil(seqs.length / MAX_SEQS) }, (_, index) =>
    seqs.slice(index * MAX_SEQS, (index + 1) * MAX_SEQS),
  )
