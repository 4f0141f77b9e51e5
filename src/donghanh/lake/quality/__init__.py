"""How good what is stored is: profiles, findings between periods, scores, and who has to mend what."""
