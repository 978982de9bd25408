"""The crash harness: every AWS call of a flow dies, is throttled, or loses its answer, one run each."""
