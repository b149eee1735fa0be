/**
 * Who goes next when many wait for few places: the lane with the fewest places taken, so that a short step is not held up
 * by a long one; among equals the lane whose first has waited longest. Inside a lane by place, else first come, first served.
 */
export interface Waiting {
  readonly lane: string;
  /** Lower goes first within the lane. */
  readonly place?: number;
  readonly enter: () => void;
}

interface Lane {
  taken: number;
  readonly queue: { readonly waiting: Waiting; readonly arrival: number }[];
}

export class FairQueue {
  private readonly lanes = new Map<string, Lane>();
  private arrivals = 0;
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** A place was taken for the lane, by one who waited or one who need not. */
  took(lane: string): void {
    this.laneOf(lane).taken++;
  }

  gaveBack(name: string): void {
    const lane = this.laneOf(name);
    lane.taken--;
    this.forget(name, lane);
  }

  add(waiting: Waiting): void {
    const { queue } = this.laneOf(waiting.lane);
    const { place = 0 } = waiting;
    let at = queue.length;
    while (at > 0 && (queue[at - 1]!.waiting.place ?? 0) > place) at--;
    queue.splice(at, 0, { waiting, arrival: this.arrivals++ });
    this.count++;
  }

  /** False when it is no longer there. */
  remove(waiting: Waiting): boolean {
    const lane = this.laneOf(waiting.lane);
    const at = lane.queue.findIndex((entry) => entry.waiting === waiting);
    if (at >= 0) {
      lane.queue.splice(at, 1);
      this.count--;
    }
    this.forget(waiting.lane, lane);
    return at >= 0;
  }

  /** Who goes next, taken out of the queue, with the place taken for its lane. */
  next(): Waiting | undefined {
    let best: Lane | undefined;
    for (const lane of this.lanes.values()) {
      if (lane.queue.length === 0) continue;
      if (!best || goesBefore(lane, best)) best = lane;
    }
    const entry = best?.queue.shift();
    if (!best || !entry) return undefined;
    best.taken++;
    this.count--;
    return entry.waiting;
  }

  private laneOf(name: string): Lane {
    let lane = this.lanes.get(name);
    if (!lane) this.lanes.set(name, (lane = { taken: 0, queue: [] }));
    return lane;
  }

  private forget(name: string, lane: Lane): void {
    if (lane.taken === 0 && lane.queue.length === 0) this.lanes.delete(name);
  }
}

function goesBefore(one: Lane, other: Lane): boolean {
  if (one.taken !== other.taken) return one.taken < other.taken;
  return one.queue[0]!.arrival < other.queue[0]!.arrival;
}
