import type { Component } from 'vue'
import type { IconName } from './components/icons'
import DataView from './views/DataView.vue'
import DrawView from './views/DrawView.vue'
import InsideView from './views/InsideView.vue'
import RecordsView from './views/RecordsView.vue'
import SettingsView from './views/SettingsView.vue'
import TrainView from './views/TrainView.vue'

/** Names of the views, in the order of the rail. */
export const VIEW_NAMES = ['data', 'train', 'draw', 'inside', 'runs', 'settings'] as const
export type ViewName = (typeof VIEW_NAMES)[number]

export interface ViewEntry {
  readonly name: ViewName
  readonly icon: IconName
  readonly component: Component
}

/** The views, as the rail shows them; the last one stands at its foot. */
export const VIEWS: readonly ViewEntry[] = [
  { name: 'data', icon: 'data', component: DataView },
  { name: 'train', icon: 'train', component: TrainView },
  { name: 'draw', icon: 'draw', component: DrawView },
  { name: 'inside', icon: 'inside', component: InsideView },
  { name: 'runs', icon: 'runs', component: RecordsView },
  { name: 'settings', icon: 'settings', component: SettingsView },
]
