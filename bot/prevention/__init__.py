"""Before a crisis: the register of influencers and how they are vetted. Pure, as the core is."""
