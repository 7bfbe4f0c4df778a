"""What the server answers beside the pages: its headers, its own files, its health."""
