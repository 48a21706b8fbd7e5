import type { Component } from 'vue'
import type { IconName } from './components/icons'
import DataView from './views/DataView.vue'
import DrawView from './views/DrawView.vue'
import SettingsView from './views/SettingsView.vue'
import TrainView from './views/TrainView.vue'

/** Names of the views, in the order of the rail. 透视 (inside) and 记录 (runs) take their place when their views exist. */
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
  { name: 'settings', icon: 'settings', component: SettingsView },
]
