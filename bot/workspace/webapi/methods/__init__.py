"""One file per family of methods; `index` lists them all."""
