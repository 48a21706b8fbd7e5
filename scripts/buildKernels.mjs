// Placeholder until the kernels exist: writes nothing, so that `npm install` works from the first commit.
