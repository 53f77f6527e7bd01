import { getToken } from '../browser/token.js';

document.querySelector('archive-session').getToken = getToken;
