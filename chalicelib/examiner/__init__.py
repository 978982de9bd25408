"""Examines what was uploaded, in a process of its own: its decoders meet hostile files, and nothing of ours."""
