import { scratchCheckout } from './scratch-checkout.js';
import { walkGuide } from './walk-guide.js';

test('who follows the guide, command by command, has a method that every suite takes', () => {
  const checkout = scratchCheckout();
  const walked = walkGuide('adding-a-method.md', checkout);
  expect(walked).toHaveLength(4);
  expect(walked[1]!.said).toContain('activities/refine/shouting/README.md:7: FILL IN');
  expect(checkout.touched().toSorted()).toEqual([
    'activities/refine/index.ts',
    'activities/refine/shouting/README.md',
    'activities/refine/shouting/case.ts',
    'activities/refine/shouting/params.ts',
    'activities/refine/shouting/shouting.test.ts',
    'activities/refine/shouting/shouting.ts',
    'docs/catalogue.json',
    'docs/methods.md',
  ]);
  // What `npm run check` would say of the new files alone.
  checkout.write('tsconfig.new.json', JSON.stringify({ extends: './tsconfig.json', include: ['activities/refine'] }));
  expect(checkout.run('npx tsc -p tsconfig.new.json --noEmit')).toEqual({ code: 0, said: '' });
  expect(checkout.run('npx oxfmt --check activities/refine docs/catalogue.json').code).toBe(0);
});
