import { vi } from 'vitest';
import { createAutosave, type Autosave } from '@/components/submission/autosave/autosave';
import type { Choice } from '@/components/submission/autosave/queue';
import { send } from '@/components/submission/autosave/send';
import type { Shadow } from '@/components/submission/autosave/shadow';
import type { Person } from '@/lib/access/actor';
import { parseInput } from '@/lib/command';
import { Refusal, statusOf } from '@/lib/errors';
import type { Cells } from '@/lib/rulebook/cells';
import { saveAnswers, saveAnswersInput, type Saved } from '@/lib/services/submissions/save-answers';
import { same, type Changes } from '@/lib/workflow/merge';

/*
 * People at work on one form, each in a browser of their own: the browser's side is the portal's own autosave, the
 * server's side the real service. Between them lies a network that loses, doubles, delays and reorders as it is told.
 */

type Body = { base: number; writer: string; seq: number; changes: Changes };
type Request = { from: Office; page: Autosave | null; body: Body; done: (response: Response | null) => void };

/** What the server said of one address: at this revision it held this value, by this hand, who had seen `base`. */
export type Claim = Omit<Body, 'changes'> & { address: string; value: Changes[string]; revision: number };

/** The requests between the browsers and the server, and what the server answered to every one it got. */
export class Network {
  readonly onTheWay: Request[] = [];
  readonly claims: Claim[] = [];
  readonly #offices = new Map<string, Office>();

  constructor(
    readonly submission: string,
    readonly stamp: string,
  ) {
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => this.#send(url, init));
  }

  join(office: Office): void {
    this.#offices.set(office.name, office);
  }

  #send(url: string, init: RequestInit): Promise<Response> {
    const from = this.#offices.get(/@(.+)-\d+$/.exec(url)?.[1] ?? '')!;
    const body = JSON.parse(init.body as string) as Body;
    return new Promise((done, fail) => {
      const answer = (response: Response | null) => (response ? done(response) : fail(new TypeError('lost')));
      this.onTheWay.push({ from, page: from.page, body, done: answer });
    });
  }

  /** Takes a request off the network: the server gets it, or nobody does. */
  take(index: number): Request | undefined {
    return this.onTheWay.splice(index % Math.max(1, this.onTheWay.length), 1)[0];
  }

  /** Tells the browser that its request failed, and lets it arrive some time later all the same; twice, if `copies` is 2. */
  async giveUp(index: number, copies = 1): Promise<void> {
    const request = this.take(index);
    if (!request) return;
    for (let copy = 0; copy < copies; copy += 1) this.onTheWay.push({ ...request, page: null, done: () => undefined });
    await this.#answer(request, null);
  }

  /** The server works on a request; its answer reaches the browser or is lost. */
  async deliver(request: Request | undefined, answered: boolean): Promise<void> {
    if (!request) return;
    const response = await this.#serve(request);
    await this.#answer(request, answered ? response : null);
  }

  async #serve({ from, body }: Request): Promise<Response> {
    if (from.signedOut) return new Response('{}', { status: 401 });
    try {
      const input = parseInput(saveAnswersInput, { ...body, submission: this.submission });
      const saved = await saveAnswers(from.person, input);
      const { base, writer, seq } = body;
      for (const address of saved.saved)
        this.claims.push({
          address,
          value: body.changes[address] ?? null,
          revision: saved.revision,
          base,
          writer,
          seq,
        });
      return Response.json(saved);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Response.json({ reasons: error.reasons }, { status: statusOf[error.code] });
    }
  }

  async #answer({ from, page, body, done }: Request, response: Response | null): Promise<void> {
    if (page === null || page !== from.page) return;
    if (response?.ok) from.hears(body.changes, (await response.clone().json()) as Saved);
    done(response);
    // Reading an answer takes the browser a few turns.
    await vi.advanceTimersByTimeAsync(0);
    await new Promise((turn) => setImmediate(turn));
  }
}

/** One person with one browser. What is on its device outlives the page. */
export class Office {
  page: Autosave | null = null;
  screen: Cells = {};
  device: Shadow | null = null;
  signedOut = false;
  /** What was typed here and is not known to be stored, nor given up for what somebody else wrote. */
  readonly typed = new Map<string, Changes[string]>();
  #pages = 0;

  constructor(
    readonly name: string,
    readonly person: Person,
    readonly network: Network,
    readonly isPersonal: (address: string) => boolean,
  ) {
    network.join(this);
  }

  /** Opens the form as the server has it; what the device kept goes up, as `useAutosave` does it. */
  open(stored: { cells: Cells; revision: number }): void {
    this.close();
    const { name, network, isPersonal } = this;
    const writer = `${name}-${(this.#pages += 1)}`;
    const page: Autosave = createAutosave({
      // A page of its own, as after a reload: it knows nothing of what an earlier one still sends.
      submission: `${network.submission}@${writer}`,
      base: stored.revision,
      stamp: network.stamp,
      key: name,
      writer,
      isPersonal,
      send: (...request) => (this.page === page ? send(...request) : new Promise(() => {})),
      keep: (shadow) => {
        if (this.page === page) this.device = Object.keys(shadow.changes).length > 0 ? { ...shadow, at: 0 } : null;
        return Promise.resolve(true);
      },
    });
    this.page = page;
    this.screen = { ...stored.cells };
    page.showIn((changes) => this.#show(changes));
    if (this.device) page.restore(this.device);
    else void page.sync();
  }

  /** The browser dies, or the page is left without a word: what is not on the device is gone. */
  close(): void {
    this.page?.stop();
    this.page = null;
    const kept = this.device?.changes ?? {};
    for (const address of this.typed.keys()) {
      if (address in kept) this.typed.set(address, kept[address]!);
      else this.typed.delete(address);
    }
  }

  type(changes: Changes): void {
    this.#show(changes);
    for (const [address, value] of Object.entries(changes)) this.typed.set(address, value);
    this.page!.edit(changes);
  }

  choose(choice: Choice): void {
    const [conflict] = this.page!.view().conflicts;
    if (!conflict) return;
    const { address } = conflict;
    this.page!.choose(address, choice);
    if (choice === 'theirs') this.typed.delete(address);
    else this.typed.set(address, this.screen[address] ?? null);
  }

  hears(changes: Changes, answer: Saved): void {
    for (const address of answer.saved)
      if (this.typed.has(address) && same(this.typed.get(address), changes[address])) this.typed.delete(address);
    // Two people who wrote the same have nothing to decide.
    for (const { address, theirs } of answer.conflicts)
      if (same(this.typed.get(address), theirs)) this.typed.delete(address);
  }

  #show(changes: Changes): void {
    for (const [address, value] of Object.entries(changes)) {
      if (same(value, null)) delete this.screen[address];
      else this.screen[address] = value!;
    }
  }
}
