/** What the writer knows of contracts: kinds with their parties and subjects, names, and other ways to say a thing. */

const kind = (name, first, second, ...services) => ({
  name,
  roles: [first, second],
  services,
  goods: [],
});

const contractKinds = [
  kind('Lease', 'Landlord', 'Tenant', 'the upkeep of the hall', 'the care of the yard', 'the repair of the gates'),
  kind('Tenancy Agreement', 'Landlord', 'Tenant', 'the cleaning of the stairs', 'the heating of the rooms'),
  kind('Service Agreement', 'Client', 'Provider', 'office cleaning', 'garden care', 'security patrols', 'pest control'),
  {
    name: 'Supply Agreement',
    roles: ['Buyer', 'Supplier'],
    services: [],
    goods: ['fresh produce', 'printing paper', 'timber', 'steel pipes', 'cut flowers', 'animal feed', 'office chairs'],
  },
  kind(
    'Consultancy Agreement',
    'Client',
    'Consultant',
    'tax advice',
    'market research',
    'energy audits',
    'design advice',
  ),
  kind(
    'Licence Agreement',
    'Licensor',
    'Licensee',
    'the use of the brand',
    'the use of the software',
    'the use of the maps',
  ),
  kind('Maintenance Contract', 'Operator', 'Contractor', 'lift maintenance', 'boiler inspections', 'roof repairs'),
  kind(
    'Employment Contract',
    'Employer',
    'Employee',
    'bookkeeping',
    'warehouse work',
    'customer care',
    'laboratory work',
  ),
  kind('Loan Agreement', 'Lender', 'Borrower', 'the loan of two statues', 'the loan of sound equipment'),
  kind('Distribution Agreement', 'Producer', 'Distributor', 'honey sales', 'garden tool sales', 'bicycle sales'),
  kind('Hosting Agreement', 'Customer', 'Host', 'web hosting', 'data storage', 'nightly backups', 'mail hosting'),
  kind('Agency Agreement', 'Principal', 'Agent', 'ticket sales', 'insurance sales', 'the letting of cabins'),
  kind('Catering Contract', 'School', 'Caterer', 'school lunches', 'canteen meals', 'conference catering'),
  kind('Transport Contract', 'Shipper', 'Carrier', 'milk collection', 'parcel deliveries', 'the haulage of sand'),
  kind('Research Agreement', 'Sponsor', 'Institute', 'soil testing', 'wind tunnel tests', 'a sleep study'),
  kind('Training Contract', 'Company', 'Trainer', 'first aid courses', 'language courses', 'welding courses'),
  kind('Storage Agreement', 'Depositor', 'Keeper', 'the storage of grain', 'cold storage', 'the storage of files'),
  kind('Franchise Agreement', 'Franchisor', 'Franchisee', 'the running of a bakery', 'the running of a gym'),
  kind('Management Contract', 'Owner', 'Manager', 'the running of the hotel', 'the running of the marina'),
];

const companyNames =
  'Abbott Amberley Ashford Baxter Beacon Bramble Calder Camden Carrick Cobalt Copper Crestview Dalton Denholm Ember Evergreen Falcon Fenwick Garnet Glenmore Harbour Hawthorn Holloway Ivory Keswick Lakeside Langley Lowell Maple Meridian Mill Nordic Orchard Osprey Pacific Pembroke Quayside Radford Redwood Rowan Sable Selby Sterling Summit Tanner Tideway Upton Vista Walden Whitby Willow Winslow'.split(
    ' ',
  );
const companyForms = ['Ltd', 'LLC', 'GmbH', 'plc', 'Inc', '& Sons', 'Group', 'Partners', 'Foods', 'Systems', 'Works'];
const personNames =
  'Ms Adeyemi,Mr Bauer,Dr Costa,Ms Dubois,Mr Eriksen,Dr Farah,Ms Greco,Mr Hansen,Dr Ito,Ms Jensen,Mr Kaya,Ms Lopez'.split(
    ',',
  );

/** Phrases that mean the same in a clause; each list may stand for each of its members. */
const sameMeaning = [
  ['Either party', 'Each party', 'Either side', 'Any party'],
  ['either party', 'each party', 'either side', 'any party'],
  ['begins on', 'starts on', 'commences on', 'takes effect on'],
  ['runs for', 'lasts for', 'continues for', 'stays in force for', 'remains in force for'],
  ['may terminate', 'may end', 'may cancel', 'can terminate', 'can end'],
  ['terminate it', 'end it', 'bring it to an end', 'cancel it'],
  ['be terminated', 'be ended', 'be cancelled'],
  ['written notice', 'notice in writing', 'prior notice', 'prior written notice'],
  ['by giving', 'on giving', 'if it gives'],
  ['with effect from', 'as of', 'as from', 'starting on', 'beginning on'],
  ['With effect from', 'As of', 'As from', 'Starting on', 'Beginning on'],
  ['for a period of', 'for a term of', 'for a fixed term of'],
  ['shall provide', 'will provide', 'agrees to provide', 'undertakes'],
  ['The notice period is', 'The period of notice is', 'The agreed notice is'],
  ['at least', 'not less than', 'no less than'],
  ['shall commence on', 'will begin on', 'shall start on'],
];

module.exports = { contractKinds, companyNames, companyForms, personNames, sameMeaning };
