"""Where time comes from, and what wakes when something is due."""
