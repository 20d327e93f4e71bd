"""Pictures of a review, laid out as values and drawn as SVG. Pure; each is said in words too."""
