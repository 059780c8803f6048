import { azd } from './azd.mjs';
import { conditions } from './conditions.mjs';
import { containers } from './containers.mjs';
import { costs } from './costs.mjs';
import { eventGrid } from './event-grid.mjs';
import { flexConsumption } from './flex-consumption.mjs';
import { host } from './host.mjs';
import { identity } from './identity.mjs';
import { modules } from './modules.mjs';
import { network } from './network.mjs';
import { parameters } from './parameters.mjs';
import { resources } from './resources.mjs';
import { roles } from './roles.mjs';
import { secrets } from './secrets.mjs';
import { settings } from './settings.mjs';
import { storage } from './storage.mjs';
import { symbols } from './symbols.mjs';
import { syntax } from './syntax.mjs';
import { telemetry } from './telemetry.mjs';
import { workflows } from './workflows.mjs';

/** Every rule by its name. A rule gets what was read, and reports a file, a line and a reason for each thing that is wrong. */
export const rules = {
  syntax,
  symbols,
  modules,
  conditions,
  parameters,
  resources,
  storage,
  containers,
  roles,
  identity,
  settings,
  'flex-consumption': flexConsumption,
  network,
  'event-grid': eventGrid,
  telemetry,
  secrets,
  host,
  azd,
  workflows,
  costs,
};
