"""The live clinic file: where it comes from, watched, checked before it goes live, the last good one kept."""
