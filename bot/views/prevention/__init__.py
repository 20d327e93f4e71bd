"""What is shown of prevention: the register of influencers, their vetting, what a crisis knows."""
