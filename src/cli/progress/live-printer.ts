import { formatDuration } from '../../project/format.js';
import { fitTo, visibleLength, type Style } from '../output/style.js';
import { newsOf } from './news-line.js';
import { createProgress, replaceAll, type Progress } from './progress.js';
import type { RunPrinter } from './run-printer.js';
import { totalFacts } from './step-line.js';
import { stepLines, type StepLine } from './step-lines.js';

/** A terminal that can be redrawn. */
export interface LiveTerminal {
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): unknown;
}

export interface LiveOptions {
  readonly terminal: LiveTerminal;
  readonly style: Style;
  readonly now: () => number;
  /** How to leave, printed under the block. */
  readonly footer?: string;
}

const FRAME_MS = 80;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const NAME_WIDTH = 18;

/** One block of lines, drawn over itself at most every 80 ms; notices scroll away above it. */
export function createLivePrinter({ terminal, style, now, footer }: LiveOptions): RunPrinter {
  const progress = createProgress();
  const started = now();
  let drawn = 0;
  let notices: string[] = [];
  let closed = false;

  const erase = (): string => (drawn > 0 ? `\u001B[${drawn}A\u001B[0J` : '');

  const draw = (last: boolean): void => {
    const width = Math.max(20, (terminal.columns ?? 80) - 1);
    const shown = { progress, style, now: now(), started, width, rows: terminal.rows ?? 24 };
    const lines = renderBlock(shown);
    const block = (footer === undefined || last ? lines : [...lines, style.dim(footer)]).map((line) =>
      fitTo(line, width),
    );
    const scrolled = notices.map((line) => `${line}\n`).join('');
    notices = [];
    terminal.write(`${erase()}${scrolled}${block.map((line) => `${line}\n`).join('')}`);
    drawn = block.length;
  };

  const timer = setInterval(() => draw(false), FRAME_MS);
  terminal.write('\u001B[?25l');
  return {
    event: (event, past) => {
      progress.apply(event);
      const news = past ? undefined : newsOf(event);
      if (news !== undefined) notices.push(`${style.cyan('note')}: ${news}`);
      if (event.type === 'note' && !past)
        notices.push(`${event.level === 'warning' ? style.yellow('warning') : style.cyan('note')}: ${event.message}`);
    },
    notice: (message) => void notices.push(`${style.cyan('note')}: ${message}`),
    unserved: (queues) => replaceAll(progress.unserved, queues),
    close: () => {
      if (closed) return;
      closed = true;
      clearInterval(timer);
      draw(true);
      terminal.write('\u001B[?25h');
    },
  };
}

interface Shown {
  readonly progress: Progress;
  readonly style: Style;
  readonly now: number;
  readonly started: number;
  readonly width: number;
  readonly rows: number;
}

function renderBlock({ progress, style, now, started, width, rows }: Shown): readonly string[] {
  const { view } = progress;
  const frame = FRAMES[Math.floor(now / FRAME_MS) % FRAMES.length]!;
  const steps = stepLines({ progress, style, now, frame, past: 'folded' });
  const name = Math.min(NAME_WIDTH, Math.max(6, ...steps.map(({ label }) => label.length)));
  const nobody = progress.unserved.get('');
  const head =
    view.run === ''
      ? `waiting for a worker to take the run up${nobody === undefined ? '' : `: none is free on queue ${nobody}`}`
      : `${style.bold(view.run)}  ${formatDuration(now - started)}`;
  const lines = steps.map(({ mark, label, facts, quiet }) => {
    const id = label.length > name ? `${label.slice(0, name - 1)}…` : label.padEnd(name);
    const text = factsWithin(facts, width - name - 6);
    return `  ${mark} ${id}  ${quiet ? style.dim(text) : text}`;
  });
  const total = `  ${totalFacts(view).join('  ')}`;
  return [head, ...fitRows(lines, steps, rows - 4), style.dim(total)];
}

/** A block taller than the screen cannot be drawn over itself: keep the lines around what runs. */
function fitRows(lines: readonly string[], steps: readonly StepLine[], room: number): readonly string[] {
  if (lines.length <= room) return lines;
  const active = Math.max(
    0,
    steps.findIndex(({ step }) => step?.state === 'running' || step?.state === 'waiting'),
  );
  const from = Math.min(Math.max(0, active - 2), lines.length - room);
  return lines.slice(from, from + room);
}

/** As many whole facts as there is room for, and always the first. */
function factsWithin(facts: readonly string[], room: number): string {
  let text = facts[0] ?? '';
  for (const fact of facts.slice(1)) {
    if (visibleLength(text) + 2 + visibleLength(fact) > room) break;
    text += `  ${fact}`;
  }
  return text;
}
