import type { TaskList } from 'graphile-worker';
import type { System } from '@/lib/access/actor';
import { systemActor } from '@/lib/auth';
import { jobMap, payloadOf, type JobName, type Payload } from './job-map';

/** What does each kind of job: a service, asked by the portal itself. The signal says that the worker must end. */
export type Tasks = {
  [N in JobName]: (actor: System, payload: Payload<N>, signal: AbortSignal) => Promise<void>;
};

/** A recurring job carries the minute it came round in; no service is interested. */
const withoutMinute = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null
    ? Object.fromEntries(Object.entries(payload).filter(([key]) => key !== '_cron'))
    : payload;

/** The tasks as the queue's library calls them. */
export function taskList(tasks: Tasks): TaskList {
  const one =
    <N extends JobName>(name: N) =>
    (payload: unknown, { abortSignal }: { abortSignal?: AbortSignal }) =>
      tasks[name](systemActor, payloadOf(name, withoutMinute(payload)), abortSignal ?? new AbortController().signal);
  return Object.fromEntries((Object.keys(jobMap) as JobName[]).map((name) => [name, one(name)]));
}
