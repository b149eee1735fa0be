/** One thing the set-up of the trainer's environment does, for people. */
export interface EnvironmentStep {
  readonly name: 'uv' | 'environment' | 'pytorch' | 'packages' | 'check' | 'ready';
  /** What is done and why; a sentence without a full stop. */
  readonly text: string;
}

export type ReportStep = (step: EnvironmentStep) => void;
