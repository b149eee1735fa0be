import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../files/write-whole.js';
import type { ProcessRef } from '../processes/process-mark.js';

/** `.limbeck/engine/engine.json`: what is known of the embedded engine, running or not. */
export interface EngineRecord {
  /** The engine's port; kept after it stops and used again. */
  readonly port: number;
  /** Server version that made the database. */
  readonly server_version: string;
  /** Present while a guard runs. */
  readonly running?: {
    readonly guard: ProcessRef;
    readonly server: ProcessRef;
    /** Loopback port on which the guard counts its users. */
    readonly control_port: number;
    /** Shown to the guard, so that only who can read this file is a user. */
    readonly token: string;
  };
}

/** The namespace a dev server always has. */
export const EMBEDDED_NAMESPACE = 'default';

export interface EngineFolder {
  readonly folder: string;
  readonly record: string;
  readonly database: string;
  readonly log: string;
  readonly lock: string;
}

export function engineFolder(stateFolder: string): EngineFolder {
  const folder = join(stateFolder, 'engine');
  return {
    folder,
    record: join(folder, 'engine.json'),
    database: join(folder, 'temporal.db'),
    log: join(folder, 'temporal.log'),
    lock: join(folder, 'starting.lock'),
  };
}

/** Undefined when there is none or it cannot be read: the engine is then treated as never started. */
export function readEngineRecord(path: string): EngineRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(path, 'utf8')) as EngineRecord;
    return Number.isInteger(record.port) && typeof record.server_version === 'string' ? record : undefined;
  } catch {
    return undefined;
  }
}

export function writeEngineRecord(path: string, record: EngineRecord): void {
  writeWhole(path, `${JSON.stringify(record, undefined, 2)}\n`);
}
