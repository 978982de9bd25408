"""The whole cloud on one machine: an emulator, our own pumps, an issuer, a provider and a clock. None of it ships."""
