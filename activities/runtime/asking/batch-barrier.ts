/**
 * Gathers what many tasks ask of a batch model: when every task that is not yet done waits for an answer and for nothing
 * else, all waiting requests go out together, in task order. So a batch depends on the tasks alone, never on timing.
 */
export interface BatchBarrier<Request, Answer> {
  /** Every task must enter before the first of them runs. */
  enter(index: number): BarrierTask<Request, Answer>;
}

export interface BarrierTask<Request, Answer> {
  ask(request: Request): Promise<Answer>;
  /** Work the barrier must wait for: the task is busy with something other than asking. */
  apart<T>(work: () => Promise<T>): Promise<T>;
  leave(): void;
}

export type Outcome<Answer> = { readonly answer: Answer } | { readonly error: unknown };

/** Sends one batch; outcomes in the order of the requests. Throws what concerns them all. */
export type SendBatch<Request, Answer> = (
  requests: readonly Request[],
  batch: number,
) => Promise<readonly Outcome<Answer>[]>;

interface Waiting<Request, Answer> {
  readonly request: Request;
  settle(outcome: Outcome<Answer>): void;
}

interface TaskState<Request, Answer> {
  readonly index: number;
  apart: number;
  waiting: Waiting<Request, Answer>[];
}

export function createBatchBarrier<Request, Answer>(send: SendBatch<Request, Answer>): BatchBarrier<Request, Answer> {
  return new WaitingTasks(send);
}

class WaitingTasks<Request, Answer> implements BatchBarrier<Request, Answer> {
  private readonly tasks = new Map<number, TaskState<Request, Answer>>();
  private batch = 0;
  private sending = false;
  private checking = false;

  constructor(private readonly send: SendBatch<Request, Answer>) {}

  enter(index: number): BarrierTask<Request, Answer> {
    const task: TaskState<Request, Answer> = { index, apart: 0, waiting: [] };
    this.tasks.set(index, task);
    return {
      ask: (request) => this.ask(task, request),
      apart: async (work) => {
        task.apart++;
        try {
          return await work();
        } finally {
          task.apart--;
          this.checkSoon();
        }
      },
      leave: () => {
        this.tasks.delete(index);
        this.checkSoon();
      },
    };
  }

  private ask(task: TaskState<Request, Answer>, request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      task.waiting.push({
        request,
        settle: (outcome) => {
          if ('answer' in outcome) resolve(outcome.answer);
          else reject(outcome.error);
        },
      });
      this.checkSoon();
    });
  }

  /** After the current turn: a task that asks three things at once has then asked all three. */
  private checkSoon(): void {
    if (this.checking) return;
    this.checking = true;
    setImmediate(() => {
      this.checking = false;
      const blocked = [...this.tasks.values()].some((task) => task.apart > 0 || task.waiting.length === 0);
      if (!this.sending && !blocked && this.tasks.size > 0) void this.flush();
    });
  }

  private async flush(): Promise<void> {
    this.sending = true;
    const inOrder = [...this.tasks.values()].toSorted((a, b) => a.index - b.index);
    const waiting = inOrder.flatMap((task) => task.waiting.splice(0));
    let outcomes: readonly Outcome<Answer>[];
    try {
      outcomes = await this.send(
        waiting.map(({ request }) => request),
        this.batch++,
      );
    } catch (error) {
      outcomes = waiting.map(() => ({ error }));
    }
    this.sending = false;
    for (const [place, waiter] of waiting.entries())
      waiter.settle(outcomes[place] ?? { error: new Error('A batch came back with fewer answers than requests.') });
    this.checkSoon();
  }
}
