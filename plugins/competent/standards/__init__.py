"""Second stage: YAML becomes a Standard, and every value keeps its place in the file."""
