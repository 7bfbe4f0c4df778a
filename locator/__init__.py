"""What the product knows about clinics. Importable and testable without Streamlit."""
