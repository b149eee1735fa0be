import type { Report, ReportMetricTraits, ReportSpend } from '../../schemas/generated/report.js';

/** Three decimals below ten, else four digits that count. */
export function formatMetric(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size < 10) return value.toFixed(3).replace(/^-0\.000$/, '0.000');
  return size < 1000 ? value.toPrecision(4) : formatCount(Math.round(value));
}

/** A cell of a table: whole numbers are counts. */
export function formatCell(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatMetric(value);
}

/** With the unit behind it, where it has one; a share is a bare number. */
export function formatWithUnit(value: number, traits: ReportMetricTraits | undefined): string {
  return `${formatMetric(value)}${unitOf(traits)}`;
}

/** A metric's name for the head of a column. */
export function titleWithUnit(metric: string, traits: ReportMetricTraits | undefined): string {
  const unit = unitOf(traits).trim();
  return unit === '' ? metric : `${metric} (${unit})`;
}

function unitOf(traits: ReportMetricTraits | undefined): string {
  return traits?.unit === undefined || traits.unit === 'share' ? '' : ` ${traits.unit}`;
}

export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** 0.913 -> 91 %. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)} %`;
}

export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}

/** Never 0 for what is not known: "unknown", or "at least" beside how many calls the sum leaves out. */
export function formatMoney({ calls, cost_nanousd: cost, unpriced }: ReportSpend): string {
  if (cost === undefined) return 'unknown';
  if (unpriced > 0) return `at least ${formatUsd(cost)} (price of ${formatCount(unpriced)} calls unknown)`;
  return calls === 0 && cost === 0 ? '$0' : formatUsd(cost);
}

/** Money for a table's cell. */
export function formatMoneyBriefly({ cost_nanousd: cost, unpriced, calls }: ReportSpend): string {
  if (cost === undefined) return 'unknown';
  if (unpriced > 0) return `> ${formatUsd(cost)}`;
  return calls === 0 && cost === 0 ? '$0' : formatUsd(cost);
}

function formatUsd(nanousd: number): string {
  const usd = nanousd / 1e9;
  if (usd === 0) return '$0';
  if (usd < 0.0001) return '< $0.0001';
  return `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}

/** ISO time to "2026-03-01 14:02 UTC". */
export function formatTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** Digests are read by their beginning. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12);
}

/** The limits that were set, each with its unit. */
export function formatBudget({ calls, tokens, usd, gpu_hours: hours }: Report['budget']): string[] {
  return [
    ...(calls === undefined ? [] : [`${formatCount(calls)} calls`]),
    ...(tokens === undefined ? [] : [`${formatCount(tokens)} tokens`]),
    ...(usd === undefined ? [] : [`$${formatCount(usd)}`]),
    ...(hours === undefined ? [] : [`${formatCount(hours)} GPU hours`]),
  ];
}

/** `3`, or `1 (4 drafts)` where drafts and rows put aside are not as many. */
export function formatRejected(counts: { readonly rejected: number; readonly rejected_drafts?: number }): string {
  const { rejected, rejected_drafts: drafts } = counts;
  return drafts === undefined ? formatCount(rejected) : `${formatCount(rejected)} (${formatCount(drafts)} drafts)`;
}
