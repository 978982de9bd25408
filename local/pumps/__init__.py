"""Lambda's event sources on one machine: stream, queue and schedule, each in a thread that no error ends."""
