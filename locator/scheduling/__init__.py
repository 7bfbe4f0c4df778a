"""What a scheduler needs: the network in one table, where a patient can go, what to ask before booking."""
