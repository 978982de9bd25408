"""What operators do with a stage's data: seed it, import into it, verify it, mend it, bring it back."""
