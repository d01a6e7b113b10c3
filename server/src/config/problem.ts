import type { settings } from './settings.ts';

export type ConfigFault = { setting: keyof typeof settings; message: string };

/** All that is wrong with the settings, at once. Its message is meant for the operator and holds no values of secrets. */
export class ConfigProblem extends Error {
  readonly faults: ConfigFault[];

  constructor(faults: ConfigFault[]) {
    super(
      ['The settings are not usable:', ...faults.map(({ setting, message }) => `  ${setting} ${message}`)].join('\n'),
    );
    this.name = 'ConfigProblem';
    this.faults = faults;
  }
}
