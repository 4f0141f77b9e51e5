"""One file per family of pages. A view reads, shows, and calls one action; it never saves by itself."""
