import { defineAsyncComponent } from 'vue'
import type { Component } from 'vue'
import type { IconName } from '../ui/icons'
import TrainView from '../features/train/TrainView.vue'

/** Names of the views, in the order of the rail. */
export const VIEW_NAMES = ['data', 'train', 'draw', 'inside', 'runs', 'settings'] as const
export type ViewName = (typeof VIEW_NAMES)[number]

export interface ViewEntry {
  readonly name: ViewName
  readonly icon: IconName
  readonly component: Component
}

/** The window opens with one view; what the others are made of is read afterwards. */
const lazyViews = {
  data: () => import('../features/data/DataView.vue'),
  draw: () => import('../features/draw/DrawView.vue'),
  inside: () => import('../features/inside/InsideView.vue'),
  runs: () => import('../features/runs/RunsView.vue'),
  settings: () => import('../features/settings/SettingsView.vue'),
}

/** The views, as the rail shows them; the last one stands at its foot. */
export const VIEWS: readonly ViewEntry[] = [
  { name: 'data', icon: 'data', component: defineAsyncComponent(lazyViews.data) },
  { name: 'train', icon: 'train', component: TrainView },
  { name: 'draw', icon: 'draw', component: defineAsyncComponent(lazyViews.draw) },
  { name: 'inside', icon: 'inside', component: defineAsyncComponent(lazyViews.inside) },
  { name: 'runs', icon: 'runs', component: defineAsyncComponent(lazyViews.runs) },
  { name: 'settings', icon: 'settings', component: defineAsyncComponent(lazyViews.settings) },
]

/** Reads the other views one after another while the page has nothing to do, so that none is waited for. */
export async function readOtherViews(): Promise<void> {
  for (const read of Object.values(lazyViews)) {
    await new Promise((resolve) => requestIdleCallback(resolve))
    await read()
  }
}
