"""Who may see and write what. Grants are facts, so sharing is in the journal too."""
