"""One thin file a page: read the address, ask the locator, show it."""
