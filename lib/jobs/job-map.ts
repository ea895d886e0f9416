import { z } from 'zod';

type Kind = {
  payload: z.ZodObject;
  /** How often it is tried at most: the delay between tries grows from 3 seconds; eight take half an hour, twelve half a day. */
  attempts: number;
};

/** Every kind of job there is, with the payload it takes. Payloads hold ids, never what people typed. */
export const jobMap = {
  'check-link': { payload: z.strictObject({ evidence: z.uuid() }), attempts: 5 },
  'check-application-links': { payload: z.strictObject({ application: z.uuid() }), attempts: 8 },
  'recheck-links': { payload: z.strictObject({}), attempts: 3 },
  'forget-old-tries': { payload: z.strictObject({}), attempts: 3 },
  'scan-library': { payload: z.strictObject({}), attempts: 3 },
  'keep-storage': { payload: z.strictObject({}), attempts: 3 },
  'forget-pages': { payload: z.strictObject({}), attempts: 3 },
  'forget-old-letters': { payload: z.strictObject({}), attempts: 3 },
  'write-letters': { payload: z.strictObject({}), attempts: 3 },
  'send-mail': { payload: z.strictObject({ mail: z.uuid() }), attempts: 10 },
} satisfies Record<string, Kind>;

export type JobName = keyof typeof jobMap;
export type Payload<N extends JobName> = z.output<(typeof jobMap)[N]['payload']>;

/** Jobs that come round by themselves, at a time of day in UTC as crontab writes it. Their payload is empty. */
export const recurring: { job: JobName; at: string }[] = [
  { job: 'forget-old-tries', at: '17 * * * *' },
  { job: 'recheck-links', at: '41 * * * *' },
  { job: 'scan-library', at: '*/10 * * * *' },
  // Which of them are due is asked of Connecticut's clocks, not of these.
  { job: 'write-letters', at: '*/15 * * * *' },
  // Before dawn in Connecticut.
  { job: 'keep-storage', at: '40 7 * * *' },
  { job: 'forget-old-letters', at: '41 8 * * *' },
  { job: 'forget-pages', at: '43 8 * * *' },
];

/** The payload of a job as its kind defines it; throws when it is another, or the kind is unknown. */
export function payloadOf<N extends JobName>(name: N, payload: unknown): Payload<N> {
  const kind: Kind | undefined = jobMap[name];
  if (!kind) throw new Error(`There is no kind of job called "${String(name)}".`);
  return kind.payload.parse(payload) as Payload<N>;
}
