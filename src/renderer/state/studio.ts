import { effectScope, inject } from 'vue'
import type { InjectionKey } from 'vue'
import type { StudioApi } from '../../shared/contract/api'
import type { Settings, SettingsNotice } from '../../shared/contract/settings'
import { INITIAL_DATASET, reduceDataset } from './datasetStore'
import type { DatasetEvent, DatasetState } from './datasetStore'
import { formOf, reduceForm } from './form'
import type { FormEvent, FormState } from './form'
import { INITIAL_NOTICES, reduceNotices } from './notices'
import type { NoticesEvent, NoticesState } from './notices'
import { createRequests } from './requests'
import type { Requests } from './requests'
import { reduceSettings } from './settingsStore'
import type { SettingsEvent } from './settingsStore'
import { createStore } from './store'
import type { Store } from './store'
import { INITIAL_TRAINING, reduceTraining } from './trainingStore'
import type { TrainingEvent, TrainingState } from './trainingStore'

/** Stores that several features use. A store of one feature is in its folder. */
export interface Stores {
  readonly training: Store<TrainingState, TrainingEvent>
  readonly dataset: Store<DatasetState, DatasetEvent>
  readonly form: Store<FormState, FormEvent>
  readonly settings: Store<Settings, SettingsEvent>
  readonly notices: Store<NoticesState, NoticesEvent>
}

/** What every feature is built on: the host and the shared stores. */
export interface Studio {
  readonly api: StudioApi
  readonly stores: Stores
  readonly requests: Requests
}

export function createStudio(api: StudioApi, start: { settings: Settings; notice: SettingsNotice | null }): Studio {
  const stores: Stores = {
    training: createStore(reduceTraining, INITIAL_TRAINING),
    dataset: createStore(reduceDataset, INITIAL_DATASET),
    form: createStore(reduceForm, formOf(start.settings.hyperparameters)),
    settings: createStore(reduceSettings, start.settings),
    notices: createStore(reduceNotices, INITIAL_NOTICES),
  }
  if (start.notice) stores.notices.send({ type: 'add', notice: { kind: 'settings', ...start.notice } })
  return { api, stores, requests: createRequests(api, stores.notices) }
}

export const StudioKey: InjectionKey<Studio> = Symbol('studio')

/** The studio of this window, for components and `useX` of features. */
export function useStudio(): Studio {
  const studio = inject(StudioKey)
  if (studio === undefined) throw new Error('useStudio outside the application')
  return studio
}

/**
 * A part of the window that exists once per studio, created on first use.
 * @param make - creates the part; may use parts of features below its own
 */
export function perStudio<Part extends object>(make: (studio: Studio) => Part): (studio: Studio) => Part {
  const parts = new WeakMap<Studio, Part>()
  return (studio) => {
    const known = parts.get(studio)
    if (known !== undefined) return known
    let part: Part | undefined
    // Its watchers live as long as the window, even if a component was its first user.
    effectScope(true).run(() => (part = make(studio)))
    if (part === undefined) throw new Error('no part of the studio was made')
    parts.set(studio, part)
    return part
  }
}
