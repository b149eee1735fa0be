/** Words that fill the slots of new problems. What is read is not held against them: any name and any thing will do. */
const names = [
  'Ada',
  'Ben',
  'Cleo',
  'Dan',
  'Ella',
  'Finn',
  'Gita',
  'Hugo',
  'Ines',
  'Jona',
  'Kira',
  'Leo',
  'Mia',
  'Nils',
  'Olga',
  'Paul',
  'Rosa',
  'Sam',
  'Tara',
  'Uwe',
  'Vera',
  'Will',
  'Yara',
  'Zoe',
];

const things = [
  'apples',
  'beads',
  'books',
  'buttons',
  'candles',
  'cards',
  'coins',
  'cups',
  'eggs',
  'flowers',
  'keys',
  'lamps',
  'marbles',
  'nuts',
  'pears',
  'pencils',
  'plates',
  'plums',
  'ribbons',
  'rolls',
  'shells',
  'stamps',
  'stickers',
  'stones',
  'tickets',
  'toy cars',
];

const places = ['attic', 'barn', 'cellar', 'classroom', 'garage', 'hall', 'kitchen', 'library', 'shed', 'shop'];

const packs = ['bags', 'baskets', 'boxes', 'crates', 'jars', 'packs', 'trays'];

/** How a text says "so many times as many". */
const multiples = { twice: 2, 'three times': 3, 'four times': 4 };

module.exports = { names, things, places, packs, multiples };
