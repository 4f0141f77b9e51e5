"""What the pages of plans show, read and write: questions, candidate tasks, results, drafts."""
