"""Parts of pages, drawn with Streamlit; nothing else draws with it but the pages."""
