"""What the articles are held to, and the tools beside them."""
