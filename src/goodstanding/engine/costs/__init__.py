"""What a lapse costs, stage by stage, against what keeping a credential costs."""
