"""What the project is measured by: floors for speed, and mutants for the teeth of the checks."""
