import type { HubFile } from '../../src/data/contract.js';
import { fetchHubFile } from '../../src/data/fetch-hub-file.js';

/** One of several processes that fetch the same file: `fetch-hub-file PROJECT ENDPOINT FILE-AS-JSON`. */
const [projectFolder = '', endpoint = '', file = ''] = process.argv.slice(2);
void fetchHubFile(JSON.parse(file) as HubFile, { projectFolder, endpoint });
