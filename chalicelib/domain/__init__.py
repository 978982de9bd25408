"""The rules of a complaint, pure: standard library only, no clock, no ids drawn, no input or output."""
