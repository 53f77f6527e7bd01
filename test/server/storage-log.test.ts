/** The section log over memory keeps its contract. */
import { memoryLog } from '../helpers/memory-log.ts';
import { sectionLogContract } from '../helpers/storage-contract.ts';

sectionLogContract('memory', async () => ({ log: memoryLog(), close: async () => {} }));
