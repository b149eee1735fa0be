import { startScriptedTeacher, type ScriptedTeacher } from '../support/scripted-teacher.js';
import { ROWS, createSmallProject, type SmallProject } from './small-project.js';

/** A small project and its teacher, fresh for each test of a file and gone after it. */
export interface Trial {
  /** A test may put another in its place, on the same port. */
  teacher: ScriptedTeacher;
  readonly project: SmallProject;
  readonly run: (name?: string) => ReturnType<SmallProject['cli']>;
  /** The command ends well and in silence, and no completion was bought twice. */
  readonly expectDone: (result: Promise<{ readonly code: number | null; readonly stderr: string }>) => Promise<void>;
  /** Every row of the run came out at the end. */
  readonly expectAllRows: (run: string) => void;
}

/** Call once at the top of a file; the trial is there inside its tests. */
export function setUpTrial(): Trial {
  let teacher: ScriptedTeacher;
  let project: SmallProject;
  beforeEach(async () => {
    teacher = await startScriptedTeacher();
    project = createSmallProject({ base_url: teacher.url });
  });
  afterEach(async () => {
    await teacher.close();
    project.remove();
  });
  return {
    get teacher() {
      return teacher;
    },
    set teacher(other) {
      teacher = other;
    },
    get project() {
      return project;
    },
    run: (name = 'first') => project.cli('run', 'recipe.yaml', '--yes', '--name', name),
    async expectDone(result) {
      const { code, stderr } = await result;
      expect([code, stderr]).toEqual([0, '']);
      expect(teacher.paidTwice).toBe(0);
    },
    expectAllRows(run) {
      const done = project.events(run).findLast((event) => event.type === 'step-finished' && event.step === 'keep');
      expect(done).toMatchObject({ counts: { in: ROWS, out: ROWS, failed: 0 } });
    },
  };
}
