"""What clinics said on the phone: recorded, never erased, and settled by date against the clinic file."""
