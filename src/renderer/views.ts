import type { Component } from 'vue'
import type { IconName } from './components/icons'
import DataView from './views/DataView.vue'
import DrawView from './views/DrawView.vue'
import RecordsView from './views/RecordsView.vue'
import SettingsView from './views/SettingsView.vue'
import TrainView from './views/TrainView.vue'

/** Names of the views, in the order of the rail. 透视 (inside) takes its place when its view exists. */
export const VIEW_NAMES = ['data', 'train', 'draw', 'inside', 'runs', 'settings'] as const
export type ViewName = (typeof VIEW_NAMES)[number]

export interface ViewEntry {
  readonly name: ViewName
  readonly icon: IconName
  readonly component: Component
}

/** The views that exist. The rail shows exactly these; the last one stands at its foot. */
export const VIEWS: readonly ViewEntry[] = [
  { name: 'data', icon: 'data', component: DataView },
  { name: 'train', icon: 'train', component: TrainView },
  { name: 'draw', icon: 'draw', component: DrawView },
  { name: 'runs', icon: 'runs', component: RecordsView },
  { name: 'settings', icon: 'settings', component: SettingsView },
]
