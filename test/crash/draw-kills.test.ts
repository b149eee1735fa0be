import { drawKills, victims } from './draw-kills.js';

test('a seed always draws the same kills, in the order of the steps; many seeds draw them all', () => {
  const order = ['write', 'read', 'keep', 'clean', 'tune', 'score'];
  const all = Array.from({ length: 60 }, (_, seed) => drawKills(seed));
  expect(all).toEqual(Array.from({ length: 60 }, (_, seed) => drawKills(seed)));
  for (const kills of all) {
    const places = kills.map(({ moment }) => order.indexOf(moment.step));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
  const drawn = new Set(all.flat().map(({ victim, moment }) => `${victim} in ${moment.step}`));
  const possible = victims.flatMap((victim) =>
    order.filter((step) => victim !== 'trainer' || step === 'tune').map((step) => `${victim} in ${step}`),
  );
  expect([...drawn].toSorted()).toEqual(possible.toSorted());
});
