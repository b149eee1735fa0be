import type { CommandEntry } from './command-entry.js';

/** Every command. A command's file is loaded when it is the one that was typed. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: 'init', summary: 'make a project with a recipe that runs', load: () => import('./commands/init.js') },
  { name: 'new', summary: 'write a recipe of your own, from a few questions', load: () => import('./commands/new.js') },
  {
    name: 'list',
    summary: 'what there is: recipes, methods, objectives, models, teachers',
    load: () => import('./commands/list.js'),
  },
  { name: 'validate', summary: 'check recipes; nothing runs', load: () => import('./commands/validate.js') },
  {
    name: 'plan',
    summary: 'what a recipe would do: steps, reuse, calls, tokens, money',
    load: () => import('./commands/plan.js'),
  },
  { name: 'preview', summary: 'try a step on a few rows', load: () => import('./commands/preview.js') },
  { name: 'run', summary: 'run a recipe, from the first call to the report', load: () => import('./commands/run.js') },
  { name: 'resume', summary: 'go on with a run that stopped', load: () => import('./commands/resume.js') },
  { name: 'watch', summary: 'follow a run that is going on', load: () => import('./commands/watch.js') },
  { name: 'status', summary: 'where a run stands', load: () => import('./commands/status.js') },
  { name: 'runs', summary: 'all runs of a project', load: () => import('./commands/runs.js') },
  { name: 'show', summary: 'counts, costs and artifacts of a run or a step', load: () => import('./commands/show.js') },
  { name: 'records', summary: 'page the rows of a step or a data set', load: () => import('./commands/records.js') },
  { name: 'pause', summary: 'stop a run where it stands', load: () => import('./commands/pause.js') },
  {
    name: 'approve',
    summary: 'take the rows of a step as a reviewer left them',
    load: () => import('./commands/approve.js'),
  },
  { name: 'cancel', summary: 'end a run for good', load: () => import('./commands/cancel.js') },
  { name: 'report', summary: 'what a run achieved', load: () => import('./commands/report.js') },
  {
    name: 'trace',
    summary: 'where a row or a model comes from',
    load: () => import('./commands/trace.js'),
  },
  {
    name: 'ledger',
    summary: 'the answers paid for: stats, verify, export, import',
    load: () => import('./commands/ledger.js'),
  },
  {
    name: 'export',
    summary: 'hand over a model or rows, with a card',
    load: () => import('./commands/export.js'),
  },
  {
    name: 'serve',
    summary: 'a distilled model as an OpenAI-compatible endpoint',
    load: () => import('./commands/serve.js'),
  },
  { name: 'up', summary: 'keep the engine and a worker running', load: () => import('./commands/up.js') },
  { name: 'down', summary: 'stop what `up` started', load: () => import('./commands/down.js') },
  { name: 'worker', summary: 'run a worker in the foreground', load: () => import('./commands/worker.js') },
  { name: 'teacher', summary: 'serve an offline teacher', load: () => import('./commands/teacher.js') },
  {
    name: 'doctor',
    summary: 'what is installed, what is missing, how to get it',
    load: () => import('./commands/doctor.js'),
  },
  {
    name: 'explain',
    summary: 'what a key, a method, a record kind or an error means',
    load: () => import('./commands/explain.js'),
  },
  {
    name: 'completion',
    summary: 'complete commands, runs and steps in your shell',
    load: () => import('./commands/completion.js'),
  },
  { name: 'setup', summary: 'make what doctor finds missing', load: () => import('./commands/setup.js') },
];
