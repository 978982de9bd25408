"""The cloud as data: what holds state, what runs, and the script that joins both with Chalice's package."""
