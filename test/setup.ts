import fc from 'fast-check'

// Property tests draw the same cases in every run, so that a failure comes from a change. FC_SEED=7 draws others.
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 1) })
