import { defineAsyncComponent } from 'vue'
import type { Component } from 'vue'
import { VIEW_NAMES } from '../../shared/contract/commands'
import type { ViewName } from '../../shared/contract/commands'
import type { IconName } from '../ui/icons'
import TrainView from '../features/train/TrainView.vue'

export interface ViewEntry {
  readonly name: ViewName
  readonly icon: IconName
  readonly component: Component
}

/** The window opens with the Train view; the others are loaded afterwards. */
const lazyViews: Readonly<Record<Exclude<ViewName, 'train'>, () => Promise<{ default: Component }>>> = {
  data: () => import('../features/data/DataView.vue'),
  draw: () => import('../features/draw/DrawView.vue'),
  inside: () => import('../features/inside/InsideView.vue'),
  runs: () => import('../features/runs/RunsView.vue'),
  settings: () => import('../features/settings/SettingsView.vue'),
}

const componentOf = (name: ViewName): Component =>
  name === 'train' ? TrainView : defineAsyncComponent(lazyViews[name])

/** The views in the order of the rail; the last one is at its bottom. */
export const VIEWS: readonly ViewEntry[] = VIEW_NAMES.map((name) => ({
  name,
  icon: name,
  component: componentOf(name),
}))

/** Loads the other views one after another while the page is idle, so that opening one needs no wait. */
export async function readOtherViews(): Promise<void> {
  for (const read of Object.values(lazyViews)) {
    await new Promise((resolve) => requestIdleCallback(resolve))
    await read()
  }
}
