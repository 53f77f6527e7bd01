/** Everything of the directory: people, departments and the grants that name them. */
import type { App, Door } from './door.ts';
import { departmentRoutes } from './department-routes.ts';
import { grantRoutes } from './grant-routes.ts';
import { peopleRoutes } from './people-routes.ts';

export function directoryRoutes(app: App, door: Door): void {
  peopleRoutes(app, door);
  departmentRoutes(app, door);
  grantRoutes(app, door);
}
