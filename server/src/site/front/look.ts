import { inkOn } from '../../base/colour.ts';
import { checkLook } from '../../brands/brands.ts';

/** What a preview shows, and what is to be said about it. `accent` and `onAccent` are always fit to be shown. */
export type PreviewedLook = {
  name: string;
  accent: string;
  onAccent: string;
  nameFault?: 'malformed' | 'mark';
  colourFault?: { is: 'malformed' } | { is: 'unfit'; asked: string; nearest: string };
};

type Example = { name: string; accent: string; platformName: string };

/** Judges a look as setting up a brand does; where it is not fit, shows the example's name and the nearest fit colour. */
export function previewLook(asked: { name: string; accent: string }, example: Example): PreviewedLook {
  const checked = checkLook(
    { name: asked.name || example.name, accent: asked.accent || example.accent, supportEmail: '', chatPhone: '' },
    { isPlatform: false, platformName: example.platformName },
  );
  const look: PreviewedLook = {
    name: asked.name || example.name,
    accent: example.accent,
    onAccent: inkOn(example.accent),
  };
  if (checked.is === 'good') {
    const { name, accent } = checked.look;
    return { name, accent, onAccent: inkOn(accent) };
  }
  for (const fault of checked.faults) {
    if (fault.field === 'name') {
      look.name = example.name;
      look.nameFault = fault.because === 'malformed' ? 'malformed' : 'mark';
    }
    if (fault.field === 'accent') {
      if (fault.because === 'malformed') look.colourFault = { is: 'malformed' };
      else {
        look.accent = fault.nearest;
        look.onAccent = inkOn(fault.nearest);
        look.colourFault = { is: 'unfit', asked: asked.accent, nearest: fault.nearest };
      }
    }
  }
  // A name that is not taken says nothing about the colour beside it.
  if (look.nameFault && !look.colourFault && asked.name !== '') {
    return { ...previewLook({ name: '', accent: asked.accent }, example), nameFault: look.nameFault };
  }
  return look;
}
